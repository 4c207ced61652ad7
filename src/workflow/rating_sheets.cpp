#include "workflow/rating_sheets.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using record::ItemScore;
using scheme::SheetItem;

void check_score(const scheme::Sheet& sheet, const SheetItem& item, const base::Number& score,
                 const std::string& at, FaultList& found) {
    if (score < item.min || score > item.max)
        found.add(
            "score_out_of_range",
            {"“" + item.title.zh + "”应在" + item.min.str() + "至" + item.max.str() + "之间。",
             "'" + item.title.en + "' is scored from " + item.min.str() + " to " + item.max.str() + "."},
            at + "/score");
    else if (score.rounded(sheet.decimals) != score)
        found.add("score_too_fine",
                  sheet.decimals == 0 ? base::Text{"“" + item.title.zh + "”只能填整数。",
                                                   "'" + item.title.en + "' is scored in whole numbers."}
                                      : base::Text{"“" + item.title.zh + "”最多保留" +
                                                       std::to_string(sheet.decimals) + "位小数。",
                                                   "'" + item.title.en + "' takes at most " +
                                                       std::to_string(sheet.decimals) + " decimals."},
                  at + "/score");
}

// The source of both bounds is the sheet: a scheme without them asks for no reasons.
void check_reason(const scheme::Sheet& sheet, const SheetItem& item, const ItemScore& given,
                  const std::string& at, FaultList& found) {
    if (!given.reason.empty()) return;
    if (*given.score >= sheet.reason_from)
        found.add("reason_required",
                  {"“" + item.title.zh + "”打了" + given.score->str() + "分；" + sheet.reason_from.str() +
                       "分及以上的，请说明理由。",
                   "'" + item.title.en + "' has " + given.score->str() + ": from " + sheet.reason_from.str() +
                       " on, give a reason."},
                  at + "/reason");
    else if (*given.score < sheet.reason_below)
        found.add("reason_required",
                  {"“" + item.title.zh + "”打了" + given.score->str() + "分；低于" +
                       sheet.reason_below.str() + "分的，请说明理由。",
                   "'" + item.title.en + "' has " + given.score->str() + ": below " +
                       sheet.reason_below.str() + ", give a reason."},
                  at + "/reason");
}

base::Text missing(const SheetItem& item) {
    return {"“" + item.title.zh + "”还没有打分。", "'" + item.title.en + "' is not scored yet."};
}

} // namespace

base::Result<const scheme::Sheet*> sheet_of(const Context& context, std::string_view id) {
    if (const scheme::Sheet* sheet = context.scheme.process.sheet(id)) return sheet;
    return wrong_state("sheet_missing",
                       {"本机关执行的考核方案“" + context.scheme.title.zh +
                            "”没有这张评分表，无须办理；如应当有，请考核办检查方案。",
                        "The organ's scheme '" + context.scheme.title.en +
                            "' has no such sheet; if it should, the office checks the scheme."});
}

const std::vector<SheetItem>* items_of(const scheme::Sheet& sheet, const std::string& subject_class) {
    auto place = sheet.items.find(subject_class);
    return place == sheet.items.end() || place->second.empty() ? nullptr : &place->second;
}

std::string class_of(record::PostKind kind) {
    switch (kind) {
    case record::PostKind::leader: return "leader";
    case record::PostKind::head: return "head";
    case record::PostKind::staff: break;
    }
    return "staff";
}

void check_scores(const scheme::Sheet& sheet, const std::vector<SheetItem>& items,
                  const std::vector<ItemScore>& scores, Wholeness asked, const std::string& at,
                  FaultList& found) {
    for (size_t i = 0; i < scores.size(); ++i) {
        const ItemScore& given = scores[i];
        std::string here = at + "/scores/" + std::to_string(i);
        auto item = std::find_if(items.begin(), items.end(),
                                 [&](const SheetItem& known) { return known.id == given.item; });
        if (item == items.end()) {
            found.add(
                "item_unknown",
                {"评分表中没有这一项，请刷新后再保存。", "The sheet has no such item: load the page again."},
                here + "/item");
            continue;
        }
        bool is_twice = std::any_of(scores.begin(), scores.begin() + static_cast<long>(i),
                                    [&](const ItemScore& other) { return other.item == given.item; });
        if (is_twice)
            found.add("item_twice", {"同一项打了两次分。", "The same item is scored twice."}, here + "/item");
        if (given.score)
            check_score(sheet, *item, *given.score, here, found);
        else if (asked == Wholeness::whole)
            found.add("score_missing", missing(*item), here + "/score");
        if (given.score && asked == Wholeness::whole) check_reason(sheet, *item, given, here, found);
    }
    if (asked == Wholeness::draft) return;
    for (const SheetItem& item : items)
        if (std::none_of(scores.begin(), scores.end(),
                         [&](const ItemScore& given) { return given.item == item.id; }))
            found.add("score_missing", missing(item), at + "/scores");
}

} // namespace zhishi::workflow
