#include "workflow/office.h"

#include "workflow/board_steps.h"

namespace zhishi::workflow {

namespace {

template <class Record>
base::Result<std::vector<Record>> all_of(store::Reader& reader, const record::OrganId& organ) {
    store::Query query = store::query_of<Record>();
    query.where.push_back({query.table->columns[0].name, store::Query::Where::Is::equal, organ.value, {}});
    return store::list<Record>(reader, query);
}

base::Result<std::shared_ptr<const record::Directory>> load(store::Reader& reader,
                                                            const record::OrganId& organ) {
    record::DirectoryParts parts;
    ZHISHI_TRY(auto found, store::find<record::Organ>(reader, {organ.value}));
    if (!found)
        return base::refused(base::ErrorKind::not_found, "organ_unknown",
                             {"数据库中没有这个机关。", "The database has no such organ."});
    parts.organ = std::move(*found);
    ZHISHI_TRY(parts.units, all_of<record::Unit>(reader, organ));
    ZHISHI_TRY(parts.officials, all_of<record::Official>(reader, organ));
    ZHISHI_TRY(parts.posts, all_of<record::Post>(reader, organ));
    ZHISHI_TRY(parts.charges, all_of<record::Charge>(reader, organ));
    ZHISHI_TRY(parts.actings, all_of<record::Acting>(reader, organ));
    ZHISHI_TRY(parts.accounts, all_of<record::Account>(reader, organ));
    ZHISHI_TRY(parts.calendars, all_of<record::OrganCalendarYear>(reader, organ));
    ZHISHI_TRY(parts.recusals, all_of<record::Recusal>(reader, organ));
    ZHISHI_TRY(parts.placements, all_of<record::Placement>(reader, organ));
    ZHISHI_TRY(parts.committee_seats, all_of<record::CommitteeSeat>(reader, organ));
    return std::shared_ptr<const record::Directory>(std::make_shared<record::Directory>(std::move(parts)));
}

} // namespace

Office::Office(store::Store& store, std::map<std::string, SchemeInUse> schemes)
    : store_(store), schemes_(std::move(schemes)), boards_(std::make_unique<BoardCache>()) {}
Office::~Office() = default;

base::Result<std::shared_ptr<const record::Directory>> Office::directory(store::Reader& reader,
                                                                         const record::OrganId& organ) {
    // Taken before the rows are read: a commit in between makes the next call load again, never miss it.
    std::int64_t generation = store_.structure_generation();
    {
        std::lock_guard lock(mutex_);
        auto place = cached_.find(organ.value);
        if (place != cached_.end() && place->second.generation == generation) return place->second.directory;
    }
    ZHISHI_TRY(auto fresh, load(reader, organ));
    std::lock_guard lock(mutex_);
    Cached& cached = cached_[organ.value];
    if (generation > cached.generation) cached = {generation, fresh};
    return fresh;
}

std::shared_ptr<const record::Directory> Office::known_directory(const record::OrganId& organ) {
    std::int64_t generation = store_.structure_generation();
    std::lock_guard lock(mutex_);
    auto place = cached_.find(organ.value);
    bool is_fresh = place != cached_.end() && place->second.generation == generation;
    return is_fresh ? place->second.directory : nullptr;
}

base::Result<record::OrganId> Office::only_organ(store::Reader& reader) {
    store::Query query = store::query_of<record::Organ>();
    query.limit = 1;
    ZHISHI_TRY(auto organs, store::list<record::Organ>(reader, query));
    if (organs.empty())
        return base::refused(
            base::ErrorKind::not_found, "database_is_empty",
            {"数据库中还没有机关。请先运行 zhishi example 或 zhishi found 建立机关。",
             "The database holds no organ yet. Run `zhishi example` or `zhishi found` first."});
    return organs.front().id;
}

base::Result<const SchemeInUse*> Office::scheme_of(const record::Organ& organ) const {
    auto place = schemes_.find(organ.scheme);
    if (place == schemes_.end())
        return base::refused(
            base::ErrorKind::unavailable, "scheme_unknown",
            {"本程序没有考核方案“" + organ.scheme + "”，请系统管理员检查程序版本。",
             "This program has no scheme '" + organ.scheme + "'; check the program's version."});
    return &place->second;
}

store::Change begin_change(const Context& context, policy::Act act, std::string reason) {
    store::Change change;
    change.organ = context.organ();
    change.actor = context.actor.account;
    change.at = context.now;
    change.act = policy::name_of(act);
    change.reason = std::move(reason);
    return change;
}

} // namespace zhishi::workflow
