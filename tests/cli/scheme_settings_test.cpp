// What --set takes and refuses, scheme by scheme: shares and their like lie in 0..1, counts are whole and at
// least 1, weights and points are not negative, a divisor is not 0. And which periods a scheme is for.
#include "tests/cli/program.h"

#include <gtest/gtest.h>

#include <unistd.h>

namespace zhishi::cli {
namespace {

struct Asked {
    const char* scheme;
    const char* period;
    const char* setting; // empty: none
    int exit_code;
};

int exit_code_of(const Asked& asked) {
    auto out = std::filesystem::temp_directory_path() / ("zhishi-set-" + std::to_string(getpid()));
    std::filesystem::remove_all(out);
    std::string data = std::string("schemes/") + asked.scheme + "/cases/small/in";
    std::vector<std::string> arguments{"score",    "--scheme",   asked.scheme, "--data",    data,
                                       "--period", asked.period, "--out",      out.string()};
    if (*asked.setting) arguments.insert(arguments.end(), {"--set", asked.setting});
    int exit_code = run_program(arguments).exit_code;
    EXPECT_EQ(std::filesystem::exists(out), exit_code == 0);
    std::filesystem::remove_all(out);
    return exit_code;
}

void expect_all(const std::vector<Asked>& list) {
    for (const Asked& asked : list)
        EXPECT_EQ(exit_code_of(asked), asked.exit_code)
            << asked.scheme << " " << asked.period << " " << asked.setting;
}

TEST(scheme_settings, hold_weights_and_points) {
    expect_all({{"taobei", "2006", "w.key=1.5", 0},
                {"taobei", "2006", "w.key=-0.1", 2},
                {"taobei", "2006", "innovation.limit=0", 0},
                {"taobei", "2006", "innovation.limit=-1", 2},
                {"taobei", "2006", "min.5=-0.000001", 2},
                {"hotline", "2020-09", "w.solved=45", 0},
                {"hotline", "2020-09", "w.solved=-45", 2},
                {"jiangsu", "2020", "party.base=0", 2},
                {"jiangsu", "2020", "party.base=-80", 2},
                {"jiangsu", "2020", "party.base=0.5", 0},
                {"jiangsu", "2020", "bonus.limit=-1", 2},
                {"jiangsu", "2020", "absence.limit=-1", 2},
                {"sichuan", "2019", "w.department.democratic=1.1", 0},
                {"sichuan", "2019", "w.department.democratic=-1.1", 2},
                {"sichuan", "2019", "min.3=0", 0}});
}

TEST(scheme_settings, hold_shares_and_counts) {
    expect_all({{"hotline", "2020-09", "bottom=1", 0},
                {"hotline", "2020-09", "bottom=1.000001", 2},
                {"hotline", "2020-09", "bottom=-0.1", 2},
                {"hotline", "2020-09", "least=1", 0},
                {"hotline", "2020-09", "least=0", 2},
                {"hotline", "2020-09", "least=2.5", 2},
                {"jiangsu", "2020", "satisfaction.share=1.1", 2},
                {"jiangsu", "2020", "share.second=1.1", 2},
                {"jiangsu", "2020", "staff.third=-0.1", 2},
                {"jiangsu", "2020", "staff.third=1", 0},
                {"sichuan", "2019", "share.team=1", 0},
                {"sichuan", "2019", "share.person=1.01", 2}});
}

TEST(scheme_settings, are_known_by_name_and_no_list_of_words_is_one) {
    expect_all({{"sichuan", "2019", "unfit_words=refused", 2},
                {"sichuan", "2019", "criteria=duty", 2},
                {"taobei", "2006", "w.honesty=0.1", 2},
                {"jiangsu", "2020", "min.4=50", 2}});
}

TEST(scheme_settings, periods_are_those_of_the_scheme) {
    expect_all({{"taobei", "2006H1", "", 0},
                {"taobei", "2006H2", "", 2},
                {"taobei", "2006Q1", "", 2},
                {"hotline", "2020", "", 2},
                {"hotline", "2020Q3", "", 2},
                {"jiangsu", "2020H1", "", 2},
                {"sichuan", "2019-01", "", 2},
                {"sichuan", "visit-2019", "", 2}});
}

} // namespace
} // namespace zhishi::cli
