#include "workflow/refusals.h"

namespace zhishi::workflow {

base::Error not_found() {
    return base::refused(
        base::ErrorKind::not_found, "not_found",
        {"没有找到，或者不在您可以查看的范围内。", "Not found, or outside what you may see."});
}

base::Error not_allowed(base::Text who) {
    return base::refused(base::ErrorKind::not_allowed, "not_allowed",
                         {"您不能办理这一事项：" + who.zh, "You may not do this: " + who.en});
}

base::Error stale(long present_version) {
    base::Error error =
        base::refused(base::ErrorKind::stale, "changed_meanwhile",
                      {"这条记录刚刚被修改过。您填写的内容没有丢失，请对照最新内容后再保存。",
                       "This record was changed meanwhile. Nothing that you typed is lost: compare it with "
                       "the present state and save again."});
    error.present_version = present_version;
    return error;
}

base::Error wrong_state(std::string code, base::Text why) {
    return base::refused(base::ErrorKind::conflict, std::move(code), std::move(why));
}

base::Result<policy::Scope> may(const Context& context, policy::Act act, policy::Act read,
                                const record::OfficialId& about, base::Text who) {
    auto scope = policy::scope_of(context.directory, context.actor, about, context.today());
    if (!scope) return not_found();
    if (policy::allows(context.actor, act, *scope)) return *scope;
    if (policy::allows(context.actor, read, *scope)) return not_allowed(std::move(who));
    return not_found();
}

base::Error faults(std::vector<base::Error> found) {
    base::Error error = found.front();
    error.more = std::move(found);
    return error;
}

} // namespace zhishi::workflow
