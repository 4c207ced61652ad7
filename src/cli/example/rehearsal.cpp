#include "cli/example/rehearsal.h"

#include "cli/written.h"

namespace zhishi::cli::example {

Rehearsal::~Rehearsal() {
    wait_for_all();
}

base::Result<void> Rehearsal::perform(const Part& part, const Act& act) {
    if (must_wait_for_others(part)) ZHISHI_TRY_VOID(settle());
    ZHISHI_TRY(store::Reader * reading, reader());
    ZHISHI_TRY(auto organ, office_.directory(*reading, organ_));
    ZHISHI_TRY(const workflow::SchemeInUse* scheme, office_.scheme_of(organ->organ()));
    workflow::Context context{part.actor, part.at, *reading, *organ, *scheme, random_};
    ZHISHI_TRY(store::Change change, act(context));
    if (part.concerns == Concerns::everything) concern_everything_ = true;
    if (part.concerns == Concerns::papers) papers_of_.insert(part.whose.value);
    if (part.concerns == Concerns::log) logs_of_.insert(part.whose.value);
    {
        std::lock_guard lock(mutex_);
        ++under_way_;
    }
    store_.write(std::move(change), [this](const store::Written& written) { take(written); });
    return {};
}

bool Rehearsal::must_wait_for_others(const Part& part) const {
    if (concern_everything_) return true;
    switch (part.concerns) {
    case Concerns::everything: return true;
    case Concerns::papers:
        return papers_of_.contains(part.whose.value) || logs_of_.contains(part.whose.value);
    case Concerns::log: break;
    }
    return papers_of_.contains(part.whose.value);
}

base::Result<void> Rehearsal::settle() {
    wait_for_all();
    reader_.reset(); // it sees the database as it was
    concern_everything_ = false;
    papers_of_.clear();
    logs_of_.clear();
    if (failure_) return *failure_;
    return {};
}

base::Result<std::shared_ptr<const record::Directory>> Rehearsal::directory() {
    ZHISHI_TRY_VOID(settle());
    ZHISHI_TRY(store::Reader * reading, reader());
    return office_.directory(*reading, organ_);
}

base::Result<store::Reader*> Rehearsal::reader() {
    if (!reader_) {
        ZHISHI_TRY(reader_, store_.reader());
    }
    return reader_.get();
}

void Rehearsal::take(const store::Written& written) {
    auto committed = must_be_committed(written);
    std::lock_guard lock(mutex_);
    if (!committed && !failure_) failure_ = committed.error();
    if (--under_way_ == 0) all_written_.notify_all();
}

void Rehearsal::wait_for_all() {
    std::unique_lock lock(mutex_);
    all_written_.wait(lock, [this] { return under_way_ == 0; });
}

} // namespace zhishi::cli::example
