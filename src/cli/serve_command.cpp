#include "cli/serve_command.h"

#include "api/listen_address.h"
#include "api/server.h"
#include "base/clock.h"
#include "cli/schemes_in_use.h"
#include "cli/settings.h"
#include "cli/systemd_notice.h"
#include "crypto/password.h"
#include "workflow/office.h"

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <sys/resource.h>

namespace zhishi::cli {

namespace {

constexpr crypto::PasswordCost least_password_cost{1, 8192}; // what libsodium allows at the least

// Every thread started later inherits that these are blocked; one place waits for them.
sigset_t block_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // a client that went away is an error of its write, no more
    return signals;
}

void allow_many_descriptors() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

base::Result<api::ServerOptions> server_options(const Settings& settings, base::Instant now) {
    api::ServerOptions options;
    ZHISHI_TRY(api::ListenAddress listen, api::read_listen_address(settings.text("listen")));
    options.address = listen.address;
    options.port = listen.port;
    options.connections_max = static_cast<size_t>(settings.number("connections_max"));
    options.connections_per_address = static_cast<size_t>(settings.number("connections_per_address"));
    options.dispatch.worker_threads = static_cast<size_t>(settings.number("workers"));
    options.dispatch.logs_requests = settings.text("log") == "requests";
    options.dispatch.log_in_answer_step = api::limits::log_in_answer_step;
    const std::string& certificate = settings.text("tls_certificate");
    const std::string& key = settings.text("tls_key");
    const std::string& directory = settings.text("tls_self_signed");
    if (certificate.empty() != key.empty() || (!directory.empty() && !certificate.empty()))
        return base::bad_input(
            "tls_settings_wrong",
            {"TLS 设置不全：请同时给出 --tls-certificate 和 --tls-key，或只给出 --tls-self-signed。",
             "The TLS settings do not fit: give --tls-certificate and --tls-key together, or "
             "--tls-self-signed alone."});
    if (!certificate.empty()) options.tls = api::TlsFiles{certificate, key};
    if (!directory.empty()) {
        std::vector<std::string> names;
        std::string rest = settings.text("tls_names");
        while (!rest.empty()) {
            size_t end = std::min(rest.find(','), rest.size());
            if (end > 0) names.push_back(rest.substr(0, end));
            rest.erase(0, end + 1);
        }
        ZHISHI_TRY(options.tls, api::self_signed(directory, names, now));
    }
    return options;
}

void announce(const api::Server& server, const Settings& settings, const api::ServerOptions& options,
              const Context& context) {
    bool is_v6 = options.address.find(':') != std::string::npos;
    std::string host = is_v6 ? "[" + options.address + "]" : options.address;
    std::string url = (options.tls ? "https://" : "http://") + host + ":" + std::to_string(server.port());
    auto tell = [&](const base::Text& text) { std::printf("%s\n", context.in_language(text).c_str()); };
    tell({"知事已启动：" + url, "Zhishi is up: " + url});
    if (options.tls)
        tell({"证书指纹（SHA-256）：" + server.fingerprint(),
              "Certificate fingerprint (SHA-256): " + server.fingerprint()});
    if (auto start = settings.clock_start())
        tell({"注意：正在使用演练时钟，从 " + start->str() +
                  " 开始。所有时间和期限都按它计算，不可用于正式工作。",
              "Mind: a rehearsal clock is running, from " + start->str() +
                  ". All times and deadlines follow it. Not for real work."});
    std::fflush(stdout);
}

void serve(const SettingFlags& flags, Context& context) {
    auto settings = Settings::gather(flags);
    if (!settings) return context.fail(exit_wrong_use, settings.error().text);
    sigset_t signals = block_stop_signals();
    allow_many_descriptors();
    spdlog::set_default_logger(spdlog::stderr_color_mt("zhishi"));

    std::unique_ptr<base::Clock> clock =
        settings->clock_start() ? base::clock_from(*settings->clock_start()) : base::system_clock();
    std::unique_ptr<base::Random> random = crypto::system_random();
    // Certificates are told by the world's time, also in a rehearsal.
    auto options = server_options(*settings, base::system_clock()->now());
    if (!options) return context.fail(exit_wrong_use, options.error().text);
    auto schemes = schemes_in_use();
    if (!schemes) return context.fail(exit_faults, schemes.error().text);
    store::StoreOptions store_options{.url = settings->text("database")};
    store_options.readers = options->dispatch.worker_threads + api::limits::password_threads;
    store_options.group_commit = settings->truth("group_commit");
    auto store = store::open(store_options, *random);
    if (!store) return context.fail(exit_faults, store.error().text);

    workflow::Office office(**store, std::move(*schemes));
    api::Services services{**store, office, *clock, *random};
    services.clock_is_rehearsal = settings->clock_start().has_value();
    services.idle_minutes = static_cast<int>(settings->number("idle_minutes"));
    if (settings->text("password_cost") == "least") services.password_cost = least_password_cost;
    auto server = api::Server::start(*options, services, api::all_routes());
    if (!server) return context.fail(exit_wrong_use, server.error().text);
    announce(**server, *settings, *options, context);
    tell_systemd_ready();

    int signal = 0;
    sigwait(&signals, &signal);
    tell_systemd_stopping();
    spdlog::info("stopping: requests under way are finished first");
    (*server)->stop();
    spdlog::info("stopped");
}

} // namespace

void add_serve_command(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand("serve", "answer over HTTP 启动服务");
    auto flags = std::make_shared<SettingFlags>();
    flags->add_to(*command);
    command->callback([flags, &context] { serve(*flags, context); });
}

} // namespace zhishi::cli
