// Who rates whom in the comprehensive evaluation: the scheme's circles, turned into people by the directory.
#include "workflow/evaluations.h"
#include "workflow/rating_sheets.h"

#include <algorithm>
#include <map>
#include <set>

namespace zhishi::workflow {

namespace {

using record::Directory;
using record::OfficialId;
using scheme::Circle;

using People = std::vector<OfficialId>;

void add(People& people, const std::vector<const record::Official*>& more) {
    for (const record::Official* person : more)
        people.push_back(person->id);
}

// The head of the person's unit; where it has none, of the nearest unit above that has one (decision 0006).
People own_heads(const Directory& directory, const OfficialId& subject, const record::UnitId& unit,
                 base::Date today) {
    for (const record::Unit* at : directory.path(unit)) {
        People heads;
        for (const record::Official* head : directory.heads_of(at->id, today))
            if (head->id != subject) heads.push_back(head->id);
        if (!heads.empty()) return heads;
    }
    return {};
}

class Circles {
  public:
    Circles(const Directory& directory, const base::Period& year, base::Date today)
        : directory_(directory), year_(year), today_(today) {
        for (const record::Official* person : directory.people_on(today)) {
            auto standing = directory.standing(person->id, today);
            if (standing == record::Standing::leader) leaders_.push_back(person->id);
            if (standing == record::Standing::head) heads_.push_back(person->id);
        }
    }

    People people(Circle circle, const OfficialId& subject, const record::CountingPost& post) const {
        People people;
        switch (circle) {
        case Circle::reviewer: {
            auto reviewer = directory_.period_reviewer_of(subject, year_, today_);
            if (!reviewer.official.empty()) people.push_back(reviewer.official);
            break;
        }
        case Circle::leaders: return leaders_;
        case Circle::heads: return heads_;
        case Circle::own_head: return own_heads(directory_, subject, post.unit, today_);
        case Circle::own_unit: add(people, directory_.people_of(post.unit, today_)); break;
        }
        return people;
    }

  private:
    const Directory& directory_;
    base::Period year_;
    base::Date today_;
    People leaders_, heads_;
};

// Nothing is scored yet; the items stand there, so that a later change of class changes no sheet.
std::vector<record::ItemScore> blank_scores(const std::vector<scheme::SheetItem>& items) {
    std::vector<record::ItemScore> scores;
    for (const auto& item : items)
        scores.push_back({item.id, std::nullopt, {}});
    return scores;
}

} // namespace

std::vector<OfficialId> rated_people(const Directory& directory, const scheme::Sheet& sheet,
                                     const base::Period& year, base::Date today) {
    // Who has left before the year's end is rated by nobody; who leaves after it, still is.
    base::Date day = std::min(today, year.last());
    std::vector<OfficialId> people;
    for (const auto& person : directory.parts().officials) {
        auto post = directory.counting_post(person.id, year, today);
        if (!post || !directory.main_post(person.id, day)) continue;
        auto circles = sheet.raters.find(class_of(post->kind));
        if (circles == sheet.raters.end() || circles->second.empty()) continue;
        if (items_of(sheet, class_of(post->kind))) people.push_back(person.id);
    }
    std::sort(people.begin(), people.end());
    return people;
}

std::vector<record::RaterSheet> electorate(const Directory& directory, const scheme::Sheet& sheet,
                                           const base::Period& year, base::Date today) {
    Circles circles(directory, year, today);
    std::map<OfficialId, record::RaterSheet> sheets;
    for (const OfficialId& subject : rated_people(directory, sheet, year, today)) {
        auto post = directory.counting_post(subject, year, today);
        std::string subject_class = class_of(post->kind);
        std::set<OfficialId> seen{subject}; // nobody rates himself
        for (Circle circle : sheet.raters.at(subject_class))
            for (const OfficialId& rater : circles.people(circle, subject, *post)) {
                if (!seen.insert(rater).second) continue; // the first circle that he fits decided his role
                std::string role = sheet.role.empty() ? std::string(scheme::role_word(circle)) : sheet.role;
                sheets[rater].subjects.push_back(
                    {subject, std::move(role), blank_scores(*items_of(sheet, subject_class))});
            }
    }
    std::vector<record::RaterSheet> ordered;
    for (auto& [rater, made] : sheets) {
        made.organ = directory.organ().id;
        made.period = year;
        made.sheet = sheet.id;
        made.rater = rater;
        ordered.push_back(std::move(made));
    }
    return ordered;
}

} // namespace zhishi::workflow
