#include "bench/province/province_rows.h"

#include "bench/frame.h"

namespace zhishi::bench {

std::int64_t write_province(const std::string& scheme, const ProvinceWish& wish) {
    if (scheme == "diary") return write_diary(wish);
    if (scheme == "chaohu") return write_chaohu(wish);
    if (scheme == "gansu") return write_gansu(wish);
    give_up("no province is made for the scheme " + scheme);
}

std::string period_of_province(const std::string& scheme) {
    return scheme == "chaohu" ? "2025Q3" : "2025";
}

} // namespace zhishi::bench
