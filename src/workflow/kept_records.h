// What the office keeps one by one (units, posts, recusals, seats …): added with a new id, changed with its
// version.
#pragma once

#include "workflow/office.h"
#include "workflow/refusals.h"

namespace zhishi::workflow {

// A new record: gets organ and id, and is put. A changed one: the version must match.
template <class Record>
Prepared<Record> added(const Context& context, policy::Act act, Record record) {
    record.organ = context.organ();
    record.id.value = base::new_id(context.now, context.random);
    record.version = 0;
    store::Change change = begin_change(context, act);
    change.put(record);
    return {std::move(record), std::move(change)};
}
template <class Record>
base::Result<Prepared<Record>> changed(const Context& context, policy::Act act, Record record,
                                       long if_match) {
    ZHISHI_TRY(auto before, store::find<Record>(context.reader, {context.organ().value, record.id.value}));
    if (!before) return not_found();
    ZHISHI_TRY_VOID(must_match(if_match, before->version));
    record.organ = context.organ();
    record.version = before->version;
    store::Change change = begin_change(context, act);
    change.put(record);
    return Prepared<Record>{std::move(record), std::move(change)};
}

} // namespace zhishi::workflow
