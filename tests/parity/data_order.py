"""The order in which an epoch visits its sequences, restated from core/data/permutation.h: a Feistel network of six
rounds over the smallest even number of bits that holds the count, walked until it lands below the count."""
WORD = (1 << 64) - 1


def mixed(state):
    """SplitMix64: the next value of the generator in `state`."""
    z = (state + 0x9E3779B97F4A7C15) & WORD
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
    return z ^ (z >> 31)


def permutation(size, seed, epoch):
    bits = max((size - 1).bit_length(), 1)
    half = (bits + 1) // 2
    mask = (1 << half) - 1
    state = mixed(seed) ^ (epoch * 0x9E3779B97F4A7C15 & WORD)
    keys = [mixed((state + i * 0x9E3779B97F4A7C15) & WORD) for i in range(6)]

    def shuffled(index):
        left, right = index >> half, index & mask
        for key in keys:
            left, right = right, left ^ (mixed(right ^ key) & mask)
        return left << half | right

    order = []
    for place in range(size):
        index = shuffled(place)
        while index >= size:
            index = shuffled(index)
        order.append(index)
    return order
