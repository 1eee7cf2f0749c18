#!/usr/bin/env python3
"""Line coverage of folders, from what gcc's --coverage left in a build folder.

report.py BUILD FOLDER…    a line a file and one a folder: lines run, lines there are, per cent.
A line counts once however many programs contain it; it counts as run when any of them ran it.
"""
import collections
import json
import os
import subprocess
import sys


def collect(build, root):
    """{file relative to root: {line: times run}} over every .gcda below the build folder."""
    lines = collections.defaultdict(lambda: collections.defaultdict(int))
    for folder, _, names in os.walk(build):
        data = [os.path.join(folder, name) for name in names if name.endswith(".gcda")]
        if not data:
            continue
        answer = subprocess.run(["gcov", "--json-format", "--stdout"] + data, cwd=build, check=True, capture_output=True)
        for text in answer.stdout.splitlines():
            for entry in json.loads(text)["files"]:
                # Paths begin at the source folder (-ffile-prefix-map) or at the build folder.
                places = [os.path.normpath(os.path.join(place, entry["file"])) for place in (root, build)]
                name = next((place for place in places if os.path.isfile(place)), places[0])
                for line in entry["lines"]:
                    lines[os.path.relpath(name, root)][line["line_number"]] += line["count"]
    return lines


def main():
    build, folders = os.path.abspath(sys.argv[1]), sys.argv[2:]
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    lines = collect(build, root)
    for folder in folders:
        run = there = 0
        for name in sorted(lines):
            if not name.startswith(folder + "/"):
                continue
            hit = sum(1 for count in lines[name].values() if count > 0)
            run, there = run + hit, there + len(lines[name])
            print(f"  {name}: {hit} of {len(lines[name])}, {100 * hit / len(lines[name]):.1f} %")
        if there == 0:
            sys.exit(f"{folder}: no lines were recorded below {build}")
        print(f"{folder}: {run} of {there} lines, {100 * run / there:.1f} %")


if __name__ == "__main__":
    main()
