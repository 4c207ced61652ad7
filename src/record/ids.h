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

} // namespace zhishi::record
