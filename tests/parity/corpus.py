"""Text that every machine with Python has: the standard library and every code point in many company."""
import pathlib
import random
import sysconfig
import unicodedata


def library_documents():
    """Every UTF-8 source file of Python's standard library, in a fixed order."""
    root = pathlib.Path(sysconfig.get_paths()["stdlib"])
    for path in sorted(root.rglob("*.py")):
        if "site-packages" in path.parts or "dist-packages" in path.parts:
            continue
        try:
            # newline="": read as it lies on disk
            yield path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue


def unicode_documents(count, length=4000, seed=1):
    """Documents of characters drawn from all planes, mixed with ASCII, spaces and contractions."""
    draw = random.Random(seed)
    blocks = [(0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x5FF), (0x600, 0x6FF), (0x900, 0xDFF), (0x0E00, 0x0EFF),
              (0x1F00, 0x206F), (0x20A0, 0x2BFF), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3),
              (0xE000, 0xFFFD), (0x10000, 0x1F9FF), (0x20000, 0x323AF), (0xE0000, 0x10FFFF)]
    glue = [" ", "  ", "\n", "\t", "\u00a0", "\u3000", "\u2028", "'s", "'re", " '", "\r\n", "   \n", "1", "²", "\x00"]
    for _ in range(count):
        parts = []
        while len(parts) < length:
            low, high = draw.choice(blocks)
            parts += [chr(draw.randint(low, high)) for _ in range(draw.randint(1, 12))]
            parts.append(draw.choice(glue))
        yield "".join(part for part in parts if not unicodedata.category(part[0]) == "Cs")
