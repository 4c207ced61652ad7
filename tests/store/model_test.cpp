// Random changes, handed over many at a time, against a model that does them one after another in memory:
// every outcome and the final state must be the same.
#include "store/chain.h"
#include "tests/store/samples.h"
#include "tests/store/stores.h"

#include <future>
#include <map>
#include <random>

namespace zhishi::test {

namespace {

using store::Change;
using store::Written;
using Outcome = store::Written::Outcome;

constexpr unsigned seeds[] = {1, 20261121};
constexpr int changes_a_seed = 600;

const store::Table& accounts() {
    return store::Mapping<record::Account>::table();
}

// What the store promises, in the plainest way.
class Model {
  public:
    struct Answer {
        Outcome outcome;
        long seq = 0;
    };
    Answer apply(const Change& change) {
        if (change.idempotency) {
            auto kept = requests_.find(change.idempotency->key);
            if (kept != requests_.end())
                return {kept->second == change.idempotency->request_digest ? Outcome::replayed
                                                                           : Outcome::key_reused};
        }
        for (const store::Guard& guard : change.guards)
            if (version_of({guard.table, guard.key}) != guard.version) return {Outcome::guard_failed};
        Rows after = rows_;
        for (const store::RowWrite& write : change.writes) {
            Key key{write.table, store::key_of(*write.table, write.row)};
            long present = after.contains(key) ? std::get<std::int64_t>(after[key].back()) : 0;
            if (present != write.version_before) return {Outcome::guard_failed};
            after[key] = write.row;
        }
        for (const store::Unique& unique : change.uniques)
            if (is_held(unique, rows_) || is_held(unique, after)) return {Outcome::not_unique};
        rows_ = std::move(after);
        if (change.idempotency) requests_[change.idempotency->key] = change.idempotency->request_digest;
        return {Outcome::committed, ++seq_};
    }

    using Key = std::pair<const store::Table*, std::vector<store::Cell>>;
    using Rows = std::map<Key, store::Row>;
    const Rows& rows() const { return rows_; }
    long version_of(const Key& key) const {
        auto found = rows_.find(key);
        return found == rows_.end() ? 0 : std::get<std::int64_t>(found->second.back());
    }

  private:
    Rows rows_;
    static bool is_held(const store::Unique& unique, const Rows& rows) {
        size_t column = store::position_of(*unique.table, unique.column);
        for (const auto& [key, row] : rows)
            if (key.first == unique.table && key.second != unique.except_key && row[column] == unique.value)
                return true;
        return false;
    }
    std::map<std::string, std::string> requests_;
    long seq_ = 0;
};

// Few keys and few values, so that changes meet.
class Chooser {
  public:
    Chooser(unsigned seed, const Model& model) : random_(seed), model_(model) {}

    Change change() {
        Change change = a_change();
        for (int i = 0, count = one_of(3) + 1; i < count; ++i)
            one_of(3) == 0 ? add_account(change) : add_plan(change);
        if (one_of(4) == 0) {
            record::Plan relied = plan_of("P" + std::to_string(one_of(6)), "");
            relied.version = one_of(4);
            change.rely_on(relied);
        }
        if (one_of(3) == 0)
            change.idempotency = {
                {"N1"}, "key" + std::to_string(one_of(60)), std::to_string(one_of(2)), 200, "", ""};
        return change;
    }
    int one_of(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  private:
    // Mostly the version that the row has, now and then another.
    template <class Record>
    void put(Change& change, Record record) {
        const store::Table& table = store::Mapping<Record>::table();
        record.version =
            model_.version_of({&table, store::key_of(table, store::Mapping<Record>::to_row(record))});
        if (one_of(8) == 0) record.version += one_of(3);
        change.put(record);
    }
    void add_plan(Change& change) {
        std::string id = "P" + std::to_string(one_of(6));
        put(change, plan_of(id, hard_texts[static_cast<size_t>(one_of(7))]));
    }
    void add_account(Change& change) {
        record::Account account = an_account();
        account.id = {"N" + std::to_string(one_of(6))};
        account.login = "login" + std::to_string(one_of(8));
        change.uniques.push_back({&accounts(), "login", account.login, {"O1", account.id.value}});
        put(change, account);
    }
    std::mt19937 random_;
    const Model& model_;
};

class ModelTest : public StoreTest {
  protected:
    void expect_same(store::Store& store, const Model& model) {
        Model::Rows found;
        for (const store::Table* table : {&accounts(), &store::Mapping<record::Plan>::table()}) {
            store::Query query;
            query.table = table;
            auto rows = reader(store)->select(query);
            ASSERT_TRUE(rows.ok());
            for (const store::Row& row : *rows)
                found[{table, store::key_of(*table, row)}] = row;
        }
        EXPECT_EQ(found, model.rows());
        auto report = store::verify_chain(*reader(store), {"O1"});
        ASSERT_TRUE(report.ok());
        EXPECT_TRUE(report->is_whole()) << report->faults.front().what;
    }
};

TEST_P(ModelTest, the_store_does_what_one_change_after_another_would_do) {
    for (unsigned seed : seeds) {
        SCOPED_TRACE(seed);
        url_ = new_url();
        ASSERT_TRUE(store::migrate(url_).ok());
        auto store = open();
        Model model;
        Chooser chooser(seed, model);
        std::map<Outcome, int> seen;
        for (int done = 0; done < changes_a_seed;) {
            std::vector<Model::Answer> expected;
            std::vector<std::promise<Written>> answers(static_cast<size_t>(chooser.one_of(40) + 1));
            for (auto& answer : answers) {
                Change change = chooser.change();
                expected.push_back(model.apply(change));
                store->write(change, [&answer](Written written) { answer.set_value(std::move(written)); });
            }
            for (size_t i = 0; i < answers.size(); ++i) {
                Written written = answers[i].get_future().get();
                ASSERT_EQ(static_cast<int>(written.outcome), static_cast<int>(expected[i].outcome))
                    << written.cause;
                ASSERT_EQ(written.event_seq, expected[i].seq);
                seen[written.outcome] += 1;
            }
            done += static_cast<int>(answers.size());
            if (done % 3 == 0) {
                store.reset();
                store = open();
            }
        }
        expect_same(*store, model);
        for (Outcome outcome : {Outcome::committed, Outcome::guard_failed, Outcome::not_unique,
                                Outcome::replayed, Outcome::key_reused})
            EXPECT_GT(seen[outcome], 5) << "the changes meet every outcome: " << static_cast<int>(outcome);
    }
}

ZHISHI_ON_BOTH_DATABASES(ModelTest);

} // namespace

} // namespace zhishi::test
