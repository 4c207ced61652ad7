// The refusals that many acts share, each in one wording: what, why, what next, who can.
#pragma once

#include "base/result.h"
#include "workflow/office.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::workflow {

// The one answer for what does not exist and for what one may not know of.
base::Error not_found();
// The actor may read it but not do this: `who` says who can.
base::Error not_allowed(base::Text who);
base::Error stale(long present_version);
base::Error wrong_state(std::string code, base::Text why);

// How the actor stands to the person, if the table allows the act; else not_found, or not_allowed where he
// may read the thing by `read`.
base::Result<policy::Scope> may(const Context& context, policy::Act act, policy::Act read,
                                const record::OfficialId& about, base::Text who);

// The same for what belongs to a quarter or year: scope reviewee is whoever reviews the person in that
// period, by his counting post, and not who reviews him today. Today's reviewer stands above him and no more.
std::optional<policy::Scope> scope_in(const Context& context, const record::OfficialId& about,
                                      const base::Period& period);
base::Result<policy::Scope> may_for_period(const Context& context, policy::Act act, policy::Act read,
                                           const record::OfficialId& about, const base::Period& period,
                                           base::Text who);
// The same for a plan or the month it is reconciled with: scope reviewee is whoever reviews them by decision
// 0006, where the person worked on the last day of the period; who reviews him since he moved stands above him.
std::optional<policy::Scope> scope_on_papers(const Context& context, const record::OfficialId& about,
                                             const base::Period& period);
base::Result<policy::Scope> may_on_papers(const Context& context, policy::Act act, policy::Act read,
                                          const record::OfficialId& about, const base::Period& period,
                                          base::Text who);
// For what concerns the organ as a whole: not_allowed where the actor may read it by `read`, else not_found.
base::Result<void> may_for_organ(const Context& context, policy::Act act, policy::Act read, base::Text who);

// A bad_input error from several faults: the first is the error, all stand in `more`.
base::Error faults(std::vector<base::Error> found);

// Faults as they are found, each with its code, text and pointer.
class FaultList {
  public:
    void add(std::string code, base::Text text, std::string pointer) {
        found_.push_back(base::bad_input(std::move(code), std::move(text), std::move(pointer)));
    }
    bool empty() const { return found_.empty(); }
    std::vector<base::Error> take() { return std::move(found_); }
    base::Result<void> result() {
        if (found_.empty()) return {};
        return faults(std::move(found_));
    }

  private:
    std::vector<base::Error> found_;
};

// A refusal that names people (who has not answered, who is not reviewed): the first few in the text, each in
// `more` with the pointer /officials/ID. At most named_people_max of them, so that an answer stays an answer.
inline constexpr size_t named_people_max = 200;
base::Error refusal_with_people(const Context& context, std::string code, base::Text why,
                                const std::vector<record::OfficialId>& people);

// Present version against If-Match.
inline base::Result<void> must_match(long if_match, long present_version) {
    if (if_match != present_version) return stale(present_version);
    return {};
}

} // namespace zhishi::workflow
