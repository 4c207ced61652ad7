// Chance that is the same on every machine: a number drawn for a thing, whatever was drawn before.
//
// What a person is rated in the fourth quarter does not hang on the order in which rows are written, so an
// office can write its tables in the order of its year.
#pragma once

#include <cstdint>

namespace zhishi::bench {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : seed_(mixed(seed)) {}

    // A number for this thing of this owner; `thing` tells apart what is drawn for one owner.
    std::uint64_t draw(std::uint64_t owner, std::uint64_t thing) const {
        return mixed(seed_ ^ mixed(owner * 0x9e3779b97f4a7c15U + thing));
    }
    // least .. most, both included, each as likely as the other.
    int between(int least, int most, std::uint64_t owner, std::uint64_t thing) const {
        return least + static_cast<int>(draw(owner, thing) % static_cast<std::uint64_t>(most - least + 1));
    }
    bool happens(int of_1000, std::uint64_t owner, std::uint64_t thing) const {
        return between(0, 999, owner, thing) < of_1000;
    }
    // -spread .. spread, most often near the middle.
    int around(int spread, std::uint64_t owner, std::uint64_t thing) const {
        std::uint64_t bits = draw(owner, thing);
        int sum = 0;
        for (int i = 0; i < 4; ++i, bits >>= 16)
            sum +=
                static_cast<int>((bits & 0xffff) * static_cast<std::uint64_t>(2 * spread + 1) >> 16) - spread;
        return sum / 4;
    }

  private:
    static std::uint64_t mixed(std::uint64_t bits) { // splitmix64
        bits += 0x9e3779b97f4a7c15U;
        bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9U;
        bits = (bits ^ bits >> 27) * 0x94d049bb133111ebU;
        return bits ^ bits >> 31;
    }
    std::uint64_t seed_;
};

} // namespace zhishi::bench
