#include "api/json_reader.h"
#include "api/json_writer.h"

#include <gtest/gtest.h>

namespace zhishi::api {

namespace {

// The codes of all faults with their pointers, one a line: what a form shows.
std::string faults_of(const base::Result<void>& result) {
    if (result.ok()) return "";
    std::string lines;
    if (result.error().more.empty()) return result.error().code;
    for (const base::Error& fault : result.error().more)
        lines += fault.code + " " + fault.place.pointer + "\n";
    return lines;
}

std::string unreadable_code(std::string_view bytes) {
    JsonBody body(bytes);
    (void)body.object();
    auto result = body.finish();
    return result.ok() ? "" : result.error().code;
}

} // namespace

TEST(JsonReader, reads_every_kind_of_field) {
    JsonBody body(R"({"goal":"  完成调研　","due":"2026-11-16","period":"2026-11","count":7,"open":true,
        "kind":"head","tags":["甲","乙"],"items":[{"n":1},{"n":2}],"to":null,"inner":{"x":"y"}})");
    Fields fields = body.object();
    EXPECT_EQ(fields.text("goal", 10), "完成调研");
    EXPECT_EQ(fields.date("due").str(), "2026-11-16");
    EXPECT_EQ(fields.period("period").str(), "2026-11");
    EXPECT_EQ(fields.integer("count", 0, 10), 7);
    EXPECT_TRUE(fields.truth("open"));
    EXPECT_EQ((fields.word<int>("kind", {{"staff", 1}, {"head", 2}})), 2);
    EXPECT_EQ(fields.texts("tags", 3, 5), (std::vector<std::string>{"甲", "乙"}));
    long sum = 0;
    for (Fields item : fields.objects("items", 5))
        sum += item.integer("n", 0, 9);
    EXPECT_EQ(sum, 3);
    EXPECT_TRUE(fields.is_named("to"));
    EXPECT_FALSE(fields.has("to"));
    EXPECT_EQ(fields.optional_date("to"), std::nullopt);
    EXPECT_EQ(fields.optional_object("inner")->text("x", 5), "y");
    EXPECT_EQ(faults_of(body.finish()), "");
}

TEST(JsonReader, collects_all_faults_with_their_pointers) {
    JsonBody body(R"({"goal":"一二三四五六","due":"2026-02-30","count":11,"open":"yes","kind":"boss",
        "items":[{"n":"x"},{},7],"text":"a\u0000b","empty":"  "})");
    Fields fields = body.object();
    fields.text("goal", 5);
    fields.date("due");
    fields.integer("count", 0, 10);
    fields.truth("open");
    fields.word<int>("kind", {{"staff", 1}, {"head", 2}});
    for (Fields item : fields.objects("items", 5))
        item.integer("n", 0, 9);
    fields.text("text", 9);
    fields.text("empty", 9);
    fields.text("absent", 9);
    auto result = body.finish();
    EXPECT_EQ(result.error().code, "fields_are_wrong");
    EXPECT_EQ(faults_of(result), "text_too_long /goal\nbad_date /due\nout_of_range /count\nwrong_type /open\n"
                                 "unknown_word /kind\nwrong_type /items\nwrong_type /items/0/n\n"
                                 "field_missing /items/1/n\ncontrol_character /text\ntext_too_short /empty\n"
                                 "field_missing /absent\n");
}

TEST(JsonReader, an_unknown_field_stands_above_other_faults) {
    JsonBody body(R"({"goal":7,"items":[{"n":1,"score":100}],"is_office":true})");
    Fields fields = body.object();
    fields.text("goal", 5);
    for (Fields item : fields.objects("items", 5))
        item.integer("n", 0, 9);
    EXPECT_EQ(faults_of(body.finish()), "unknown_field /is_office\nunknown_field /items/0/score\n");
}

TEST(JsonReader, what_is_not_plain_json_is_refused) {
    for (const char* bytes :
         {"", "nothing", "{", "[]", "7", "\"x\"", "{}x", "{\"a\":1,}", "{'a':1}", "{\"a\":01}", "{\"a\":NaN}",
          "/* */{}", "{\"a\":\"\xff\"}", "{\"a\":\"\xc0\xaf\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\n\"}",
          "\xef\xbb\xbf{}"})
        EXPECT_EQ(unreadable_code(bytes), "unreadable_json") << bytes;
}

TEST(JsonReader, a_name_given_twice_is_refused_at_any_depth) {
    EXPECT_EQ(unreadable_code(R"({"a":1,"a":2})"), "duplicate_field");
    EXPECT_EQ(unreadable_code(R"({"a":[{"b":1,"b":2}]})"), "duplicate_field");
    EXPECT_EQ(unreadable_code(R"({"a":1,"\u0061":2})"), "duplicate_field");
}

TEST(JsonReader, depth_is_bounded) {
    auto nested = [](size_t depth) {
        return "{\"a\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
    };
    EXPECT_EQ(unreadable_code(nested(json_depth_max + 1)), "json_is_too_deep");
    EXPECT_EQ(unreadable_code(std::string(60'000, '[')), "json_is_too_deep");
    JsonBody body(nested(json_depth_max));
    EXPECT_TRUE(body.object().has("a"));
}

TEST(JsonReader, lists_and_numbers_are_bounded) {
    JsonBody body(R"({"items":[{},{},{}],"tags":["1","2","3"],"n":9223372036854775808,"f":1.5,"e":1e3})");
    Fields fields = body.object();
    fields.objects("items", 2);
    fields.texts("tags", 2, 5);
    for (const char* name : {"n", "f", "e"})
        fields.integer(name, 0, 10'000);
    EXPECT_EQ(
        faults_of(body.finish()),
        "list_too_long /items\nlist_too_long /tags\nout_of_range /n\nout_of_range /f\nout_of_range /e\n");
}

TEST(JsonReader, an_exact_number_travels_as_text_and_nothing_else_is_one) {
    JsonBody body(
        R"({"whole":"86","exact":"86.125","none":null,"e":"1e3","bare":86.5,"blank":" 86","empty":""})");
    Fields fields = body.object();
    EXPECT_EQ(fields.optional_number("whole", "score_unreadable"), base::Number(86));
    EXPECT_EQ(fields.optional_number("exact", "score_unreadable"), base::Number::ratio(689, 8));
    EXPECT_EQ(fields.optional_number("none", "score_unreadable"), std::nullopt);
    EXPECT_EQ(fields.optional_number("absent", "score_unreadable"), std::nullopt);
    for (const char* name : {"e", "bare", "blank", "empty"})
        EXPECT_EQ(fields.optional_number(name, "score_unreadable"), std::nullopt);
    EXPECT_EQ(faults_of(body.finish()),
              "score_unreadable /e\nscore_unreadable /bare\nscore_unreadable /blank\n"
              "score_unreadable /empty\n");
}

TEST(JsonReader, a_password_is_taken_as_it_is) {
    JsonBody body(R"({"password":"  two  spaces "})");
    EXPECT_EQ(body.object().secret("password", 100), "  two  spaces ");
    EXPECT_EQ(faults_of(body.finish()), "");
}

TEST(JsonWriter, writes_what_it_is_told) {
    JsonWriter json;
    json.begin_object()
        .field("a", "x\"\\\n\x01")
        .field("n", 7)
        .field("t", true)
        .field("none", std::optional<int>());
    json.field("day", *base::Date::from(2026, 11, 16))
        .key("list")
        .begin_list()
        .value(1)
        .value("二")
        .end_list();
    json.key("empty").begin_object().end_object().end_object();
    EXPECT_EQ(
        json.take(),
        R"({"a":"x\"\\\n\u0001","n":7,"t":true,"none":null,"day":"2026-11-16","list":[1,"二"],"empty":{}})");
}

} // namespace zhishi::api
