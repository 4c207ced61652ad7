#include "cli/example/phrases.h"

#include "base/check.h"

#include <cctype>

namespace zhishi::cli::example {

namespace {

bool is_digit(char letter) {
    return std::isdigit(static_cast<unsigned char>(letter)) != 0;
}

std::string calendar_word(std::string_view name, base::Date day) {
    int month = day.month();
    if (name == "month") return std::to_string(month);
    if (name == "next_month") return std::to_string(month % 12 + 1);
    if (name == "last_month") return std::to_string((month + 10) % 12 + 1);
    if (name == "year") return std::to_string(day.year());
    if (name == "last_year") return std::to_string(day.year() - 1);
    if (name == "next_year") return std::to_string(day.year() + 1);
    static constexpr const char* quarters[] = {"一", "二", "三", "四"};
    if (name == "quarter") return quarters[(month - 1) / 3];
    return {};
}

} // namespace

std::string day_in_words(base::Date day) {
    return std::to_string(day.month()) + "月" + std::to_string(day.day()) + "日";
}

std::string Phrases::one_of(const std::vector<std::string>& texts, Bindings& bindings, base::Date day) {
    base::check(!texts.empty(), "there is something to choose from");
    return fill(texts[random_.below(texts.size())], bindings, day);
}

std::string Phrases::choose(std::string_view text) {
    std::string chosen;
    while (true) {
        size_t open = text.find('['), close = text.find(']');
        if (open == std::string_view::npos) return chosen.append(text);
        base::check(close != std::string_view::npos && close > open, "a choice ends");
        std::string_view choices = text.substr(open + 1, close - open - 1);
        std::vector<std::string_view> each;
        for (size_t at = 0; at <= choices.size();) {
            size_t end = std::min(choices.find('|', at), choices.size());
            each.push_back(choices.substr(at, end - at));
            at = end + 1;
        }
        chosen.append(text.substr(0, open)).append(each[random_.below(each.size())]);
        text.remove_prefix(close + 1);
    }
}

std::string Phrases::fill(std::string_view text, Bindings& bindings, base::Date day) {
    std::string chosen = choose(text), filled;
    std::string_view rest = chosen;
    while (true) {
        size_t open = rest.find('{');
        if (open == std::string_view::npos) return filled.append(rest);
        size_t close = rest.find('}', open);
        base::check(close != std::string_view::npos, "a slot ends");
        filled.append(rest.substr(0, open));
        filled += slot(rest.substr(open + 1, close - open - 1), bindings, day);
        rest.remove_prefix(close + 1);
    }
}

std::string Phrases::slot(std::string_view name, Bindings& bindings, base::Date day) {
    base::check(!name.empty(), "a slot has a name");
    if (name[0] == '+' || name[0] == '-') {
        int count = std::stoi(std::string(name.substr(1)));
        return day_in_words(days_.near(day, name[0] == '-' ? -count : count));
    }
    if (name[0] == '=') {
        SeededRandom known = chance_of(0, name, base::Period::month_of(day));
        Bindings fresh;
        return std::to_string(draw(name, name.substr(name.find(':') + 1), fresh, known));
    }
    if (size_t colon = name.find(':'); colon != std::string_view::npos)
        return std::to_string(draw(name.substr(0, colon), name.substr(colon + 1), bindings, random_));
    if (size_t dash = name.find('-'); dash != std::string_view::npos)
        return std::to_string(number(name.substr(0, dash), bindings) -
                              number(name.substr(dash + 1), bindings));
    if (std::string told = calendar_word(name, day); !told.empty()) return told;
    if (name.size() == 1) return std::to_string(number(name, bindings));
    return word(std::string(name), bindings, day);
}

std::string Phrases::next_of(const std::string& pool) {
    auto own = section_.pools.find(pool);
    const auto& words = own != section_.pools.end() ? own->second : texts_of(pool);
    Deck& deck = decks_[pool];
    if (deck.used == deck.order.size()) {
        deck.order.resize(words.size());
        for (size_t i = 0; i < words.size(); ++i)
            deck.order[i] = i;
        for (size_t i = words.size() - 1; i > 0; --i)
            std::swap(deck.order[i], deck.order[random_.below(i + 1)]);
        deck.used = 0;
    }
    return words[deck.order[deck.used++]];
}

std::string Phrases::word(std::string name, Bindings& bindings, base::Date day) {
    bool is_new = name.back() == '!';
    if (is_new) name.pop_back();
    if (auto held = bindings.words.find(name); !is_new && held != bindings.words.end()) return held->second;
    std::string pool = name;
    while (is_digit(pool.back()))
        pool.pop_back();
    auto is_taken = [&](const std::string& word) {
        if (word == section_.name) return true; // nobody helps his own section
        for (const auto& [key, value] : bindings.words)
            if (key.starts_with(pool) && value == word) return true;
        return false;
    };
    std::string drawn = next_of(pool);
    for (int tries = 0; tries < 8 && is_taken(drawn); ++tries)
        drawn = next_of(pool);
    if (drawn.find('{') != std::string::npos) {
        Bindings fresh;
        drawn = fill(drawn, fresh, day);
    }
    if (!is_new) bindings.words[name] = drawn;
    return drawn;
}

// A digit string, or the name of an earlier number; one that nobody named yet is a small one.
int Phrases::number(std::string_view text, Bindings& bindings) {
    if (is_digit(text[0])) return std::stoi(std::string(text));
    auto [held, is_new] = bindings.numbers.try_emplace(std::string(text), 0);
    if (is_new) held->second = 2 + static_cast<int>(random_.below(5));
    return held->second;
}

int Phrases::draw(std::string_view name, std::string_view range, Bindings& bindings, SeededRandom& random) {
    if (auto held = bindings.numbers.find(std::string(name)); held != bindings.numbers.end())
        return held->second;
    size_t dash = range.find('-');
    base::check(dash != std::string_view::npos, "a range has two ends");
    std::string_view end = range.substr(dash + 1);
    int low = number(range.substr(0, dash), bindings), high = number(end, bindings);
    if (!is_digit(end[0]) && high > low) --high;
    int drawn =
        high <= low ? high : low + static_cast<int>(random.below(static_cast<size_t>(high - low) + 1));
    bindings.numbers[std::string(name)] = drawn;
    return drawn;
}

} // namespace zhishi::cli::example
