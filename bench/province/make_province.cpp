// make_province SCHEME PEOPLE SEED FOLDER: the tables of a province, to look at or to measure by hand.
#include "bench/frame.h"
#include "bench/province/province_rows.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

using namespace zhishi::bench;

int main(int count, char** values) {
    return run_bench([&] {
        if (count != 5) {
            std::fprintf(stderr, "usage: %s diary|chaohu|gansu PEOPLE SEED FOLDER\n", values[0]);
            return 2;
        }
        ProvinceWish wish{static_cast<std::uint32_t>(std::strtoul(values[2], nullptr, 10)),
                          std::strtoull(values[3], nullptr, 10), values[4]};
        std::filesystem::create_directories(wish.folder);
        std::int64_t rows = write_province(values[1], wish);
        std::printf("%s: %lld rating rows of %u people, for %s\n", values[1], static_cast<long long>(rows),
                    wish.people, period_of_province(values[1]).c_str());
        return 0;
    });
}
