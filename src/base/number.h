// Exact rational numbers: every score, weight and share. Nothing is ever rounded unless rounded() is called,
// and no binary floating point takes part.
//
// Number   numerator and denominator in lowest terms. Both live in 64 bits as long as they fit; where they do
// not
//          (a mean over very many raters), big integers take over: slower, never wrong.
// written  parse() takes the decimal form of the batch files; fixed() and str() give it back.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace zhishi::base {

class Number {
  public:
    // The written form -?[0-9]+(\.[0-9]{1,6})?: digits before the point are bounded so that a file cannot
    // make numbers grow without end, those after it because no regulation gives more.
    static constexpr int whole_digits_max = 9;
    static constexpr int decimals_max = 6;

    Number() = default; // 0
    Number(std::int64_t whole) : numerator_(whole) {}
    static Number ratio(std::int64_t numerator, std::int64_t denominator); // denominator not 0
    static std::optional<Number> parse(std::string_view text);
    // What str() has written, of any size: for what this program kept itself, never for what comes from
    // outside.
    static std::optional<Number> read(std::string_view text);

    Number operator+(const Number& other) const;
    Number operator-(const Number& other) const;
    Number operator*(const Number& other) const;
    Number operator/(const Number& other) const; // other not 0
    Number operator-() const;
    Number& operator+=(const Number& other) { return *this = *this + other; }

    std::strong_ordering operator<=>(const Number& other) const;
    bool operator==(const Number& other) const;

    int sign() const; // -1, 0, 1
    bool is_zero() const { return sign() == 0; }
    bool is_whole() const;
    Number floor() const;
    Number ceil() const;
    Number magnitude() const { return sign() < 0 ? -*this : *this; }
    Number rounded(int decimals) const;        // half away from zero 四舍五入; decimals 0 to decimals_max
    std::optional<std::int64_t> whole() const; // where it is whole and fits

    std::string fixed(int decimals) const; // rounded, with exactly so many decimals: 86.50
    std::string str() const; // exact: 86.5, or 7/3 where no decimal form of up to twelve places is
    size_t hash() const;

  private:
    struct Big;
    explicit Number(std::shared_ptr<const Big> big) : big_(std::move(big)) {}
    __extension__ using Wide = __int128;                // the products of two 64-bit numbers
    static Number of(Wide numerator, Wide denominator); // denominator > 0
    static Number of_big(Big value);
    Big as_big() const;

    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1; // > 0
    std::shared_ptr<const Big>
        big_; // set only where 64 bits do not hold the value; then the two above are 0 and 1
};

} // namespace zhishi::base
