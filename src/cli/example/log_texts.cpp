#include "cli/example/log_texts.h"

namespace zhishi::cli::example {

namespace {

constexpr int occasional_percent = 12, first_line_percent = 60, several_fields_percent = 40;

void replace(std::string& text, std::string_view mark, const std::string& by) {
    if (size_t at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), by);
}

} // namespace

LogTexts::Composed LogTexts::compose(size_t member) {
    const auto& lines = cast()[member].lines;
    Composed composed;
    Pool pool = Pool::papers;
    bool is_leader = cast()[member].kind == record::PostKind::leader;
    if (!is_leader && random_.happens(occasional_percent)) {
        composed.entry.content = draw(occasional_, occasional_actions(), pool);
    } else {
        bool is_first = lines.size() == 1 || random_.happens(first_line_percent);
        size_t line = is_first ? 0 : 1 + random_.below(lines.size() - 1);
        pool = lines[line].pool;
        composed.line = line;
        composed.entry.content = draw(decks_[{member, line}], lines[line].actions, pool);
    }
    if (random_.happens(several_fields_percent)) fill_other_fields(composed.entry, pool);
    return composed;
}

std::string LogTexts::draw(Deck& deck, const std::vector<std::string_view>& actions, Pool pool) {
    const auto& objects = objects_of(pool);
    if (deck.pairs.empty()) {
        for (size_t action = 0; action < actions.size(); ++action)
            for (size_t object = 0; object < objects.size(); ++object)
                deck.pairs.emplace_back(action, object);
        for (size_t i = deck.pairs.size() - 1; i > 0; --i)
            std::swap(deck.pairs[i], deck.pairs[random_.below(i + 1)]);
    }
    auto [action, object] = deck.pairs[deck.used++ % deck.pairs.size()];
    std::string text(actions[action]);
    replace(text, "{}", std::string(objects[object]));
    replace(text, "#", std::to_string(2 + random_.below(8)));
    return text;
}

void LogTexts::fill_other_fields(record::LogEntry& entry, Pool pool) {
    static const std::vector<std::string_view> times{"上午",       "下午",        "全天",
                                                     "9:00—11:30", "14:30—16:30", "10:00—12:00"};
    entry.time = one_of(times);
    if (random_.happens(70)) entry.place = one_of(places_of(pool));
    if (random_.happens(60)) entry.people = one_of(people_of(pool));
    if (random_.happens(50)) entry.measures = one_of(measures_taken());
    if (random_.happens(50)) entry.progress = one_of(stages_reached());
    if (random_.happens(50)) entry.effect = one_of(effects_seen());
}

std::string LogTexts::one_of(const std::vector<std::string_view>& texts) {
    return std::string(texts[random_.below(texts.size())]);
}

} // namespace zhishi::cli::example
