// The ids of everything that is kept. Each is a type of its own.
#pragma once

#include "base/id.h"

namespace zhishi::record {

using OrganId = base::Id<struct OrganTag>;
using UnitId = base::Id<struct UnitTag>;
using OfficialId = base::Id<struct OfficialTag>;
using PostId = base::Id<struct PostTag>;
using ChargeId = base::Id<struct ChargeTag>;
using ActingId = base::Id<struct ActingTag>;
using AccountId = base::Id<struct AccountTag>;
using LogEntryId = base::Id<struct LogEntryTag>;
using PlanItemId = base::Id<struct PlanItemTag>;
using ReminderId = base::Id<struct ReminderTag>;
using ReopeningId = base::Id<struct ReopeningTag>;
using RecusalId = base::Id<struct RecusalTag>;
using PlacementId = base::Id<struct PlacementTag>;
using CommitteeSeatId = base::Id<struct CommitteeSeatTag>;
using SpecialStateId = base::Id<struct SpecialStateTag>;
using RunId = base::Id<struct RunTag>;
using SeatMoveId = base::Id<struct SeatMoveTag>;
using MeetingId = base::Id<struct MeetingTag>;
using DimensionId = base::Id<struct DimensionTag>;
using UseId = base::Id<struct UseTag>;

} // namespace zhishi::record
