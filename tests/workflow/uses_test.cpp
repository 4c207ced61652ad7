// What a published result is used for: proposals with their cause, who decided them, what came of them;
// dimensions.
#include "tests/workflow/year_house.h"
#include "workflow/uses.h"

namespace zhishi::test {

using namespace workflow;

class UsesTest : public YearHouse {
  protected:
    std::string propose(record::Use use) {
        return code([&](const Context& c) { return propose_use(c, use); });
    }
    std::vector<UseView> uses(const std::string& official = {}) {
        return run([&](const Context& c) { return list_uses(c, year_2026, {official}); }).value();
    }
    static record::Use training_of(const std::string& official) {
        record::Use use;
        use.official = {official};
        use.period = year_2026;
        use.kind = record::UseKind::training;
        use.proposal = "安排参加专题培训班";
        return use;
    }
};

TEST_F(UsesTest, a_use_names_its_cause_who_decided_it_and_what_came_of_it) {
    as("office");
    EXPECT_EQ(propose(training_of("p13")), "result_missing");
    whole_year();
    as("office");
    EXPECT_EQ(propose(training_of("p99")), "official_unknown");
    record::Use unknown = training_of("p13");
    unknown.dimension = {"none"};
    EXPECT_EQ(propose(unknown), "dimension_unknown");
    ASSERT_EQ(propose(training_of("p13")), "");
    record::Use use = uses().front().use;
    EXPECT_NE(use.cause.find("2026年度考核等次：“称职”"), std::string::npos) << use.cause;
    EXPECT_NE(use.cause.find(row("p13").outcome.score->fixed(2)), std::string::npos) << use.cause;
    auto decide_it = [&](bool is_agreed, const char* reason) {
        return code([&](const Context& c) { return decide_use(c, use.id, is_agreed, reason, use.version); });
    };
    auto carry_out = [&](long version) {
        return code([&](const Context& c) {
            return carry_out_use(c, use.id, "参加省级培训班5天", day("2027-01-14"), version);
        });
    };
    as("office");
    EXPECT_EQ(decide_it(true, ""), "not_allowed");
    EXPECT_EQ(carry_out(1), "use_is_proposed");
    as("la");
    EXPECT_EQ(uses().front().allowed, (std::vector<std::string>{"agree", "decline"}));
    EXPECT_EQ(decide_it(false, ""), "reason_required");
    ASSERT_EQ(decide_it(true, "符合条件"), "");
    as("office");
    ASSERT_EQ(carry_out(2), "");
    record::Use done = uses().front().use;
    EXPECT_EQ(done.state, record::UseState::carried_out);
    EXPECT_EQ(done.decided_by.value, "la");
    EXPECT_EQ(done.outcome, "参加省级培训班5天");
    as("p13");
    EXPECT_EQ(uses().size(), 1u);
    EXPECT_TRUE(uses().front().allowed.empty());
    as("p14");
    EXPECT_TRUE(uses().empty());
    EXPECT_EQ(run([](const Context& c) { return list_uses(c, {}, {"p13"}); }).error().code, "not_found");
}

TEST_F(UsesTest, nobody_decides_a_use_that_is_about_himself) {
    whole_year();
    as("office");
    ASSERT_EQ(propose(training_of("h1")), "");
    record::UseId id = uses().front().use.id;
    as("h1");
    EXPECT_TRUE(uses().front().allowed.empty());
    EXPECT_EQ(code([&](const Context& c) { return decide_use(c, id, true, "", 1); }), "not_allowed");
}

TEST_F(UsesTest, dimensions_are_the_organs_own) {
    as("office");
    auto save = [&](const std::string& id, const char* name, long version, bool is_retired = false) {
        return code([&](const Context& c) {
            return save_dimension(c, {{"organ"}, {id}, name, 1, is_retired, 0}, version);
        });
    };
    EXPECT_TRUE(run([](const Context& c) { return list_dimensions(c); }).value().empty());
    ASSERT_EQ(save("", "业务本领", 0), "");
    EXPECT_EQ(save("", "业务本领", 0), "name_taken");
    EXPECT_EQ(save("", "", 0), "text_missing");
    std::string id = all<record::Dimension>().front().id.value;
    EXPECT_EQ(save(id, "专业能力", 7), "changed_meanwhile");
    ASSERT_EQ(save(id, "专业能力", 1, true), "");
    EXPECT_EQ(save("nothing", "其他", 0), "not_found");
    as("la");
    EXPECT_EQ(save("", "其他", 0), "not_allowed");
    as("p13");
    EXPECT_EQ(save("", "其他", 0), "not_found");
    whole_year();
    as("office");
    record::Use use = training_of("p13");
    use.dimension = {id};
    EXPECT_EQ(propose(use), "dimension_unknown"); // retired
}

} // namespace zhishi::test
