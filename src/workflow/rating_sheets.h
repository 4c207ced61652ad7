// What quarterly review and comprehensive evaluation share: the scheme's sheet, its items, and the check of
// scores.
#pragma once

#include "record/organ.h"
#include "record/review.h"
#include "workflow/office.h"
#include "workflow/refusals.h"

#include <string>
#include <vector>

namespace zhishi::workflow {

// Errors: sheet_missing, where the organ's scheme has no such sheet.
base::Result<const scheme::Sheet*> sheet_of(const Context& context, std::string_view id);
// What a subject of this class is rated on; nullptr: the class is not rated on the sheet.
const std::vector<scheme::SheetItem>* items_of(const scheme::Sheet& sheet, const std::string& subject_class);
// The scheme's word for who holds a post of this kind: leader, head, staff.
std::string class_of(record::PostKind kind);

// A draft may lack scores and reasons; a whole sheet has every item rated, and a reason where the scheme asks
// for one.
enum class Wholeness { draft, whole };

// Adds to `found`: item_unknown, item_twice, score_out_of_range, score_too_fine; of a whole sheet also
// score_missing and reason_required. Pointers are below `at`: at + "/scores/2/score".
void check_scores(const scheme::Sheet& sheet, const std::vector<scheme::SheetItem>& items,
                  const std::vector<record::ItemScore>& scores, Wholeness asked, const std::string& at,
                  FaultList& found);

} // namespace zhishi::workflow
