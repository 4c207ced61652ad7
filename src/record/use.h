// Use of results (年运用, RZ-36 to 39): what a result is a reason for, who decided it, and what came of it.
//
// The dimensions of a person's record are the organ's own: the source names none.
#pragma once

#include "base/date.h"
#include "record/ids.h"
#include "record/life_cycle.h"

#include <optional>
#include <string>

namespace zhishi::record {

struct Dimension {
    OrganId organ;
    DimensionId id;
    std::string name;
    int ordinal = 0;
    bool is_retired = false;
    long version = 0;
};

// 选拔任用参考, 评先选优, 实践锻炼, 健康疗养, 培训, 谈话提醒, 其他
enum class UseKind { promotion, honour, practice, recuperation, training, reminder_talk, other };

//            agree   decline   carry_out
// proposed   agreed  declined  –
// agreed     –       declined  carried_out
enum class UseState { proposed, agreed, declined, carried_out };
enum class UseAct { agree, decline, carry_out };

inline constexpr Step<UseState, UseAct> use_steps[] = {
    {UseState::proposed, UseAct::agree, UseState::agreed},
    {UseState::proposed, UseAct::decline, UseState::declined},
    {UseState::agreed, UseAct::decline, UseState::declined},
    {UseState::agreed, UseAct::carry_out, UseState::carried_out},
};

struct Use {
    OrganId organ;
    UseId id;
    OfficialId official;
    base::Period period; // of the result that is its cause
    UseKind kind = UseKind::other;
    DimensionId dimension; // may be empty
    std::string cause;     // the result in words as it stood: grade, score, the clause of an action
    std::string proposal;
    UseState state = UseState::proposed;
    AccountId proposed_by;
    base::Instant proposed_at;
    OfficialId decided_by;
    std::optional<base::Instant> decided_at;
    std::string decision_reason;
    std::string outcome; // what came of it
    std::optional<base::Date> outcome_on;
    long version = 0;
};

} // namespace zhishi::record
