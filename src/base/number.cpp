#include "base/number.h"

#include "base/check.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <limits>
#include <numeric>

namespace zhishi::base {

namespace {

using BigInteger = boost::multiprecision::cpp_int;
__extension__ using Wide = __int128;
__extension__ using WideUnsigned = unsigned __int128;

bool fits(Wide value) {
    return value >= std::numeric_limits<std::int64_t>::min() &&
           value <= std::numeric_limits<std::int64_t>::max();
}

WideUnsigned magnitude_of(Wide value) {
    return value < 0 ? -static_cast<WideUnsigned>(value) : static_cast<WideUnsigned>(value);
}

WideUnsigned greatest_divisor(WideUnsigned a, WideUnsigned b) {
    while (b != 0) {
        if ((a >> 64) == 0 && (b >> 64) == 0)
            return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
        WideUnsigned rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

BigInteger big_from(Wide value) {
    WideUnsigned size = magnitude_of(value);
    BigInteger result = static_cast<std::uint64_t>(size >> 64);
    result <<= 64;
    result += static_cast<std::uint64_t>(size);
    return value < 0 ? BigInteger(-result) : result;
}

constexpr std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

BigInteger floor_of(const BigInteger& numerator, const BigInteger& denominator) {
    BigInteger quotient = numerator / denominator; // towards zero
    if (numerator < 0 && quotient * denominator != numerator) quotient -= 1;
    return quotient;
}

} // namespace

struct Number::Big {
    BigInteger numerator;
    BigInteger denominator; // > 0
};

Number Number::of(Wide numerator, Wide denominator) {
    if (denominator != 1) {
        WideUnsigned divisor = greatest_divisor(magnitude_of(numerator), magnitude_of(denominator));
        if (divisor > 1) {
            numerator /= static_cast<Wide>(divisor);
            denominator /= static_cast<Wide>(divisor);
        }
    }
    if (!fits(numerator) || !fits(denominator)) return of_big({big_from(numerator), big_from(denominator)});
    Number result;
    result.numerator_ = static_cast<std::int64_t>(numerator);
    result.denominator_ = static_cast<std::int64_t>(denominator);
    return result;
}

Number Number::of_big(Big value) {
    check(value.denominator != 0, "a number divided by zero");
    if (value.denominator < 0) {
        value.numerator = -value.numerator;
        value.denominator = -value.denominator;
    }
    BigInteger divisor = gcd(value.numerator, value.denominator);
    if (divisor > 1) {
        value.numerator /= divisor;
        value.denominator /= divisor;
    }
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    if (value.numerator >= least && value.numerator <= most && value.denominator <= most) {
        Number result;
        result.numerator_ = static_cast<std::int64_t>(value.numerator);
        result.denominator_ = static_cast<std::int64_t>(value.denominator);
        return result;
    }
    return Number(std::make_shared<const Big>(std::move(value)));
}

Number::Big Number::as_big() const {
    return big_ ? *big_ : Big{numerator_, denominator_};
}

Number Number::ratio(std::int64_t numerator, std::int64_t denominator) {
    check(denominator != 0, "a ratio with the denominator zero");
    return denominator < 0 ? of(-static_cast<Wide>(numerator), -static_cast<Wide>(denominator))
                           : of(numerator, denominator);
}

std::optional<Number> Number::parse(std::string_view text) {
    bool is_negative = !text.empty() && text[0] == '-';
    if (is_negative) text.remove_prefix(1);
    size_t point = text.find('.');
    std::string_view whole = text.substr(0, point);
    std::string_view decimals = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (whole.empty() || whole.size() > whole_digits_max || decimals.size() > decimals_max)
        return std::nullopt;
    if (point != std::string_view::npos && decimals.empty()) return std::nullopt;
    std::int64_t value = 0;
    for (std::string_view part : {whole, decimals})
        for (char digit : part) {
            if (digit < '0' || digit > '9') return std::nullopt;
            value = value * 10 + (digit - '0');
        }
    return of(is_negative ? -value : value, power_of_ten(static_cast<int>(decimals.size())));
}

std::optional<Number> Number::read(std::string_view text) {
    bool is_negative = !text.empty() && text[0] == '-';
    if (is_negative) text.remove_prefix(1);
    size_t sign = text.find_first_of("./");
    bool is_whole = sign == std::string_view::npos, is_fraction = !is_whole && text[sign] == '/';
    std::string_view front = text.substr(0, sign), back = is_whole ? "" : text.substr(sign + 1);
    if (front.empty() || (!is_whole && back.empty())) return std::nullopt;
    auto take = [](std::string_view digits, BigInteger& value) {
        for (char digit : digits) {
            if (digit < '0' || digit > '9') return false;
            value = value * 10 + (digit - '0');
        }
        return true;
    };
    Big value{0, 1};
    if (!take(front, value.numerator)) return std::nullopt;
    if (is_fraction) {
        value.denominator = 0;
        if (!take(back, value.denominator) || value.denominator == 0) return std::nullopt;
    } else {
        if (!take(back, value.numerator)) return std::nullopt;
        for (size_t i = 0; i < back.size(); ++i)
            value.denominator *= 10;
    }
    if (is_negative) value.numerator = -value.numerator;
    return of_big(std::move(value));
}

Number Number::operator+(const Number& other) const {
    if (!big_ && !other.big_) {
        Wide left = static_cast<Wide>(numerator_) * other.denominator_;
        Wide right = static_cast<Wide>(other.numerator_) * denominator_;
        Wide sum = 0;
        if (!__builtin_add_overflow(left, right, &sum))
            return of(sum, static_cast<Wide>(denominator_) * other.denominator_);
    }
    Big a = as_big(), b = other.as_big();
    return of_big({a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator});
}

Number Number::operator-(const Number& other) const {
    return *this + -other;
}

Number Number::operator*(const Number& other) const {
    if (!big_ && !other.big_)
        return of(static_cast<Wide>(numerator_) * other.numerator_,
                  static_cast<Wide>(denominator_) * other.denominator_);
    Big a = as_big(), b = other.as_big();
    return of_big({a.numerator * b.numerator, a.denominator * b.denominator});
}

Number Number::operator/(const Number& other) const {
    check(!other.is_zero(), "a number divided by zero");
    if (!big_ && !other.big_) {
        Wide numerator = static_cast<Wide>(numerator_) * other.denominator_;
        Wide denominator = static_cast<Wide>(denominator_) * other.numerator_;
        return denominator < 0 ? of(-numerator, -denominator) : of(numerator, denominator);
    }
    Big a = as_big(), b = other.as_big();
    return of_big({a.numerator * b.denominator, a.denominator * b.numerator});
}

Number Number::operator-() const {
    if (!big_) return of(-static_cast<Wide>(numerator_), denominator_);
    return of_big({-big_->numerator, big_->denominator});
}

std::strong_ordering Number::operator<=>(const Number& other) const {
    if (!big_ && !other.big_)
        return static_cast<Wide>(numerator_) * other.denominator_ <=>
               static_cast<Wide>(other.numerator_) * denominator_;
    Big a = as_big(), b = other.as_big();
    int order = BigInteger(a.numerator * b.denominator).compare(b.numerator * a.denominator);
    return order <=> 0;
}

bool Number::operator==(const Number& other) const {
    return (*this <=> other) == std::strong_ordering::equal;
}

int Number::sign() const {
    if (big_) return big_->numerator.sign();
    return (numerator_ > 0) - (numerator_ < 0);
}

bool Number::is_whole() const {
    return big_ ? big_->denominator == 1 : denominator_ == 1;
}

Number Number::floor() const {
    if (big_) return of_big({floor_of(big_->numerator, big_->denominator), 1});
    std::int64_t quotient = numerator_ / denominator_;
    if (numerator_ < 0 && quotient * denominator_ != numerator_) quotient -= 1;
    return Number(quotient);
}

Number Number::ceil() const {
    return -(-*this).floor();
}

Number Number::rounded(int decimals) const {
    check(decimals >= 0 && decimals <= decimals_max, "rounding to so many decimals is not foreseen");
    Number scale(power_of_ten(decimals));
    Number rounded = (magnitude() * scale + ratio(1, 2)).floor() / scale;
    return sign() < 0 ? -rounded : rounded;
}

std::optional<std::int64_t> Number::whole() const {
    if (big_ || denominator_ != 1) return std::nullopt;
    return numerator_;
}

std::string Number::fixed(int decimals) const {
    Number value = rounded(decimals);
    Big scaled = (value.magnitude() * Number(power_of_ten(decimals))).as_big();
    std::string digits = scaled.numerator.str();
    size_t places = static_cast<size_t>(decimals);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - places, ".");
    return value.sign() < 0 ? "-" + digits : digits;
}

std::string Number::str() const {
    constexpr int places_max = 12;
    Number scaled = *this;
    int places = 0;
    while (!scaled.is_whole() && places < places_max) {
        scaled = scaled * Number(10);
        ++places;
    }
    Big value = as_big();
    if (!scaled.is_whole()) return value.numerator.str() + "/" + value.denominator.str();
    std::string digits = scaled.magnitude().as_big().numerator.str();
    size_t wanted = static_cast<size_t>(places);
    if (digits.size() <= wanted) digits.insert(0, wanted + 1 - digits.size(), '0');
    if (wanted > 0) digits.insert(digits.size() - wanted, ".");
    return sign() < 0 ? "-" + digits : digits;
}

size_t Number::hash() const {
    if (big_) return std::hash<std::string>()(str());
    return static_cast<size_t>(numerator_) * 0x9E3779B97F4A7C15u ^ static_cast<size_t>(denominator_);
}

} // namespace zhishi::base
