#include "api/problem.h"

#include "api/json_writer.h"

#include <algorithm>
#include <array>

namespace zhishi::api {

namespace {

using base::ErrorKind;
using base::Text;

// Faults of the message itself rather than of what stands in its fields.
constexpr std::array<std::string_view, 13> unreadable_codes = {
    "unreadable_json",   "json_is_too_deep", "duplicate_field",     "unknown_field",
    "unknown_query",     "query_missing",    "bad_query",           "bad_request",
    "bad_path",          "bad_if_match",     "bad_idempotency_key", "idempotency_key_missing",
    "body_not_expected",
};

const std::string& in(Language language, const Text& text) {
    return language == Language::en ? text.en : text.zh;
}

Text title_of(int status) {
    switch (status) {
    case 400: return {"请求无法理解", "The request cannot be understood"};
    case 401: return {"尚未登录", "Not logged in"};
    case 403: return {"不能这样做", "Not allowed"};
    case 404: return {"没有找到", "Not found"};
    case 405: return {"不支持这种操作", "Method not allowed"};
    case 408: return {"请求超时", "The request took too long"};
    case 409: return {"与现状不符", "In conflict with the present state"};
    case 412: return {"内容已被他人更新", "Changed by somebody else"};
    case 413: return {"内容过大", "Too large"};
    case 414: return {"地址过长", "The address is too long"};
    case 415: return {"内容类型不对", "Unsupported content type"};
    case 422: return {"填写有误", "Some fields are wrong"};
    case 428: return {"缺少版本号", "A version is needed"};
    case 429: return {"请求过于频繁", "Too many requests"};
    case 431: return {"请求头过大", "The header is too large"};
    case 501: return {"不支持", "Not implemented"};
    case 503: return {"暂时不能服务", "Not available for the moment"};
    default: return {"系统出错", "An error of the system"};
    }
}

void write_faults(JsonWriter& json, const base::Error& error, Language language) {
    std::vector<base::Error> faults = error.more;
    if (faults.empty() && !error.place.pointer.empty()) faults.push_back(error);
    if (faults.empty()) return;
    json.key("errors").begin_list();
    for (const base::Error& fault : faults)
        json.begin_object()
            .field("pointer", fault.place.pointer)
            .field("code", fault.code)
            .field("detail", in(language, fault.text))
            .end_object();
    json.end_list();
}

} // namespace

int status_of(const base::Error& error) {
    switch (error.kind) {
    case ErrorKind::bad_input:
        return std::find(unreadable_codes.begin(), unreadable_codes.end(), error.code) !=
                       unreadable_codes.end()
                   ? 400
                   : 422;
    case ErrorKind::not_authenticated: return 401;
    case ErrorKind::not_allowed: return 403;
    case ErrorKind::not_found: return 404;
    case ErrorKind::conflict: return 409;
    case ErrorKind::stale: return 412;
    case ErrorKind::too_large: return 413;
    case ErrorKind::too_many: return 429;
    case ErrorKind::unavailable: return 503;
    case ErrorKind::internal: return 500;
    }
    return 500;
}

Response problem(const base::Error& error, Language language, std::string_view request_number) {
    if (error.kind == ErrorKind::not_found) return not_found(language);
    if (error.kind == ErrorKind::internal)
        return problem_with_status(500, internal_error(), language, request_number);
    return problem_with_status(status_of(error), error, language, request_number);
}

Response not_found(Language language) {
    static const base::Error error =
        base::refused(ErrorKind::not_found, "not_found",
                      {"没有这项内容，或者您无权查看。请核对地址；如认为应当能看到，请联系本单位考核办公室。",
                       "This does not exist, or you may not see it. Check the address; if you think you "
                       "should see it, ask your "
                       "organ's appraisal office."});
    return problem_with_status(404, error, language, "");
}

namespace {

struct Member {
    std::string_view name, json;
};

Response written(int status, const base::Error& error, Language language, std::string_view request_number,
                 std::optional<Member> member) {
    JsonWriter json;
    json.begin_object()
        .field("type", "about:blank")
        .field("title", in(language, title_of(status)))
        .field("status", status)
        .field("detail", in(language, error.text))
        .field("code", error.code)
        .field("request", request_number);
    if (error.kind == ErrorKind::stale) json.field("present_version", error.present_version);
    write_faults(json, error, language);
    if (member) json.key(member->name).raw(member->json);
    json.end_object();
    Response response;
    response.status = status;
    response.content_type = "application/problem+json";
    response.body = json.take();
    response.headers.emplace_back("Content-Language", language == Language::en ? "en" : "zh");
    if (status == 503 || status == 429) response.headers.emplace_back("Retry-After", "5");
    return response;
}

} // namespace

Response problem_with_status(int status, const base::Error& error, Language language,
                             std::string_view request_number) {
    return written(status, error, language, request_number, std::nullopt);
}

Response problem_with(const base::Error& error, const Request& request, std::string_view member,
                      std::string_view json) {
    return written(status_of(error), error, request.language, request.number, Member{member, json});
}

base::Error unavailable_error() {
    return base::refused(
        ErrorKind::unavailable, "unavailable",
        {"系统暂时无法保存或读取数据，未显示成功的内容均未保存。请保留页面，稍后重试；如持续出现，"
         "请联系系统管理员。",
         "The system cannot save or read data for the moment. What was not confirmed was not saved. Try "
         "again soon; if it lasts, tell the system administrator."});
}

base::Error storage_full_error() {
    return base::refused(
        ErrorKind::unavailable, "storage_full",
        {"服务器磁盘空间已满，系统目前只能查阅，不能保存，本次操作没有保存。请保留页面，稍后重试；请系统管理"
         "员"
         "清理磁盘空间，清理后系统自行恢复，无需重新启动。",
         "The server's disk is full: the system can be read but saves nothing, and this was not saved. Keep "
         "the "
         "page and try again later. The system administrator makes room on the disk; saving then goes on by "
         "itself, without a restart."});
}

base::Error outcome_unknown_error() {
    return base::refused(
        ErrorKind::unavailable, "outcome_unknown",
        {"保存过程中数据库连接中断，暂时无法确认本次操作是否已保存。请保留页面，稍后在原页面重试，系统不会重"
         "复"
         "保存；如持续出现，请联系系统管理员。",
         "The database went away while this was saved, so whether it was is not known yet. Keep the page and "
         "try "
         "again from it soon: nothing is saved twice. If it lasts, tell the system administrator."});
}

base::Error busy_error() {
    return base::refused(
        ErrorKind::unavailable, "busy",
        {"系统此刻过于繁忙，本次操作没有执行。请稍候几秒再试。",
         "The system is too busy at this moment, so nothing was done. Try again in a few seconds."});
}

base::Error stale_error() {
    return base::refused(
        ErrorKind::stale, "stale",
        {"您读取之后，这项内容已被更新，本次修改没有保存，以免覆盖他人的改动。请对照最新内容后再保存。",
         "This was changed after you read it, so your change was not saved over it. Compare with the "
         "present content, then save."});
}

base::Error changed_meanwhile_error() {
    return base::refused(
        ErrorKind::conflict, "changed_meanwhile",
        {"在您操作的同时，相关内容被其他人改动，本次操作没有生效。请刷新后再试。",
         "Others changed what this rests on at the same moment, so nothing was done. Reload and try "
         "again."});
}

base::Error internal_error() {
    return base::refused(
        ErrorKind::internal, "internal",
        {"系统内部出错，本次操作没有完成。请稍后重试；如再次出现，请把请求编号告知系统管理员。",
         "The system made an error and did not finish this. Try again; if it happens again, give the "
         "request's number to the system administrator."});
}

} // namespace zhishi::api
