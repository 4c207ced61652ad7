#include "scheme/facts.h"

#include "base/check.h"

#include <algorithm>
#include <limits>

namespace zhishi::scheme {

namespace {

// kind, year and place in the year of a period with dates; of a special one the number of its name.
constexpr PeriodCode special_bit = 0x80000000;
constexpr int kind_shift = 24, year_shift = 8;

} // namespace

std::optional<Millionths> parse_millionths(std::string_view text) {
    bool is_negative = !text.empty() && text[0] == '-';
    size_t at = is_negative, begin = at;
    Millionths value = 0;
    auto is_digit = [&] { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    for (; is_digit(); ++at)
        if (at - begin < base::Number::whole_digits_max) value = value * 10 + (text[at] - '0');
    if (at == begin || at - begin > base::Number::whole_digits_max) return std::nullopt;
    int decimals = 0;
    if (at < text.size() && text[at] == '.') {
        for (++at; is_digit(); ++at) {
            if (++decimals > base::Number::decimals_max) return std::nullopt;
            value = value * 10 + (text[at] - '0');
        }
        if (decimals == 0) return std::nullopt;
    }
    if (at != text.size()) return std::nullopt;
    for (; decimals < base::Number::decimals_max; ++decimals)
        value *= 10;
    return is_negative ? -value : value;
}

PeriodCode Periods::add(const base::Period& period) {
    if (period.kind() == base::Period::Kind::special) return names_.add(period.name()) | special_bit;
    return static_cast<PeriodCode>(period.kind()) << kind_shift |
           static_cast<PeriodCode>(period.year()) << year_shift | static_cast<PeriodCode>(period.ordinal());
}

PeriodCode Periods::find(const base::Period& period) const {
    if (period.kind() != base::Period::Kind::special) return const_cast<Periods*>(this)->add(period);
    WordId name = names_.find(period.name());
    return name == no_index ? no_index : name | special_bit;
}

base::Period Periods::at(PeriodCode code) const {
    if (code & special_bit) return *base::Period::parse(names_.text(code & ~special_bit));
    auto kind = static_cast<base::Period::Kind>(code >> kind_shift);
    int year = static_cast<int>(code >> year_shift & 0xFFFF), ordinal = static_cast<int>(code & 0xFF);
    switch (kind) {
    case base::Period::Kind::year: return base::Period::of_year(year);
    case base::Period::Kind::quarter: return base::Period::of_quarter(year, ordinal);
    case base::Period::Kind::month: return base::Period::of_month(year, ordinal);
    default: break;
    }
    return *base::Period::parse(base::Period::of_year(year).str() + "H" + std::to_string(ordinal));
}

void Lines::push_back(std::uint32_t line) {
    bool goes_on = count_ > 0 && (last_ == 0 ? line == 0 : line == last_ + 1);
    if (!goes_on) runs_.push_back({count_, line});
    last_ = line;
    ++count_;
}

std::uint32_t Lines::operator[](size_t row) const {
    auto run = std::upper_bound(runs_.begin(), runs_.end(), row,
                                [](size_t wanted, const Run& at) { return wanted < at.row; }) -
               1;
    return run->line == 0 ? 0 : run->line + static_cast<std::uint32_t>(row - run->row);
}

SubjectIndex Facts::add_subject(std::string_view id, std::string_view name, const Subject& subject) {
    auto index = static_cast<SubjectIndex>(subjects.size());
    base::check(ids.add(id) == index, "each subject has an id of its own");
    names.push_back(name);
    subjects.push_back(subject);
    return index;
}

Rater Facts::rater(std::string_view id) {
    SubjectIndex subject = ids.find(id);
    return subject == no_index ? Rater::of_word(words.add(id)) : Rater::of_subject(subject);
}

} // namespace zhishi::scheme
