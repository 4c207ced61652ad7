// The transport against everything that is not a well-meaning browser.
#include "tests/api/server_fixture.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <random>
#include <thread>

namespace zhishi::test {

namespace {

using namespace std::chrono_literals;

const std::string health = "GET /api/health HTTP/1.1\r\nHost: x\r\n";

bool is_alive(RunningServer& running) {
    return HttpClient(running.port()).request("GET", "/api/health").status == 200;
}

// A route that waits until it is let go, as a slow handler would.
struct Gate {
    std::promise<void> entered, leave;
    api::Route route() {
        api::Route route{api::Method::get, "/api/gate", policy::Act::service_read,
                         [this](api::Services&, const api::Request&) -> base::Result<api::Reply> {
                             entered.set_value();
                             leave.get_future().wait();
                             api::Response response;
                             response.body = "{}";
                             return api::Reply(std::move(response));
                         }};
        route.needs_session = false;
        return route;
    }
};

} // namespace

TEST(Transport, keeps_a_connection_and_answers_in_order) {
    RunningServer running;
    HttpClient client(running.port());
    HttpAnswer first = client.request("GET", "/api/health");
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(member(first.body, "status"), "ok");
    EXPECT_EQ(first.header("connection"), "keep-alive");
    client.send(health + "\r\n" + "GET /api/none HTTP/1.1\r\nHost: x\r\n\r\n" + health +
                "Connection: close\r\n\r\n");
    EXPECT_EQ(client.read_answer().status, 200);
    EXPECT_EQ(client.read_answer().status, 404);
    HttpAnswer last = client.read_answer();
    EXPECT_EQ(last.status, 200);
    EXPECT_EQ(last.header("connection"), "close");
    EXPECT_TRUE(client.is_closed_within(5s));
}

TEST(Transport, head_is_get_without_the_body) {
    RunningServer running;
    HttpClient client(running.port());
    HttpAnswer get = client.request("GET", "/api/openapi.yaml");
    HttpAnswer head = client.request("HEAD", "/api/openapi.yaml");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("content-length"), get.header("content-length"));
    EXPECT_EQ(get.body.substr(0, 8), "openapi:");
    EXPECT_EQ(client.request("GET", "/api/health").status, 200) << "no body was sent after the head";
}

TEST(Transport, every_answer_carries_the_security_headers) {
    RunningServer running;
    HttpClient client(running.port());
    for (const char* path : {"/api/health", "/api/none", "/api/session", "/", "/none.js"}) {
        HttpAnswer answer = client.request("GET", path);
        EXPECT_NE(answer.header("content-security-policy").find("frame-ancestors 'none'"), std::string::npos)
            << path;
        EXPECT_EQ(answer.header("x-content-type-options"), "nosniff") << path;
        EXPECT_EQ(answer.header("referrer-policy"), "no-referrer") << path;
        EXPECT_FALSE(answer.header("x-request-id").empty()) << path;
        EXPECT_FALSE(answer.has("server")) << path;
        bool is_of_api = std::string(path).starts_with("/api");
        EXPECT_EQ(answer.header("cache-control") == "no-store", is_of_api) << path;
    }
    HttpClient broken(running.port());
    broken.send("nonsense\r\n\r\n");
    EXPECT_NE(broken.read_answer().header("content-security-policy"), "");
}

TEST(Transport, what_is_not_plainly_http_is_refused_and_the_connection_closed) {
    RunningServer running;
    const std::string post = "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    const std::pair<const char*, std::string> cases[] = {
        {"length and chunks", post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"chunks and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"},
        {"two lengths", post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"},
        {"two different lengths", post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} "},
        {"a list of lengths", post + "Content-Length: 2, 2\r\n\r\n{}"},
        {"a signed length", post + "Content-Length: +2\r\n\r\n{}"},
        {"a negative length", post + "Content-Length: -2\r\n\r\n{}"},
        {"a hexadecimal length", post + "Content-Length: 0x2\r\n\r\n{}"},
        {"an endless length", post + "Content-Length: 99999999999999999999\r\n\r\n{}"},
        {"an unknown coding", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
        {"identity coding", post + "Transfer-Encoding: identity\r\n\r\n"},
        {"a coding with a blank", post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"},
        {"a coding with a tab", post + "Transfer-Encoding:\x0b"
                                       "chunked\r\n\r\n0\r\n\r\n"},
        {"chunks under 1.0",
         "POST /api/session HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"a folded line", health + "X-Folded: a\r\n b\r\n\r\n"},
        {"a folded length", post + "Content-Length:\r\n 2\r\n\r\n{}"},
        {"a zero byte", health + std::string("X-Zero: a\0b\r\n\r\n", 14)},
        {"a zero byte in a name", health + std::string("X\0: a\r\n\r\n", 9)},
        {"a lone line feed", "GET /api/health HTTP/1.1\nHost: x\r\n\r\n"},
        {"a lone carriage return", "GET /api/health HTTP/1.1\r\nHost: x\rX: y\r\n\r\n"},
        {"a blank before the colon", "GET /api/health HTTP/1.1\r\nHost : x\r\n\r\n"},
        {"a field without colon", health + "nonsense\r\n\r\n"},
        {"an empty name", health + ": x\r\n\r\n"},
        {"absolute form", "GET http://x/api/health HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"an asterisk", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"a tunnel", "CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"no host", "GET /api/health HTTP/1.1\r\n\r\n"},
        {"an empty host", "GET /api/health HTTP/1.1\r\nHost:\r\n\r\n"},
        {"two hosts", health + "Host: y\r\n\r\n"},
        {"a host with a path", "GET /api/health HTTP/1.1\r\nHost: x/y\r\n\r\n"},
        {"a host with a user", "GET /api/health HTTP/1.1\r\nHost: a@x\r\n\r\n"},
        {"two cookies", health + "Cookie: a=1\r\nCookie: b=2\r\n\r\n"},
        {"HTTP/2", "GET /api/health HTTP/2.0\r\nHost: x\r\n\r\n"},
        {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
        {"small letters", "GET /api/health http/1.1\r\nHost: x\r\n\r\n"},
        {"no version", "GET /api/health\r\nHost: x\r\n\r\n"},
        {"two blanks", "GET  /api/health HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"a blank in the target", "GET /api/ health HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"no method", " /api/health HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"a leading empty line", "\r\n" + health + "\r\n"},
        {"bytes beyond ASCII in the target", "GET /\xe7\x8e\x8b HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"a bad chunk", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"},
        {"a negative chunk", post + "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n"},
        {"an endless chunk size",
         post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}\r\n0\r\n\r\n"},
        {"TLS on a plain port", std::string("\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\r\n\r\n", 15)},
    };
    for (const auto& [what, bytes] : cases) {
        HttpClient client(running.port());
        client.send(bytes);
        client.send(health + "\r\n"); // smuggled behind it
        HttpAnswer answer = client.read_answer();
        EXPECT_EQ(answer.status, 400) << what;
        EXPECT_EQ(answer.header("connection"), "close") << what;
        EXPECT_EQ(client.read_answer().status, 0) << what << ": what came behind was answered too";
    }
    EXPECT_TRUE(is_alive(running));
}

TEST(Transport, a_header_is_bounded) {
    RunningServer running;
    auto status = [&](const std::string& bytes) {
        HttpClient client(running.port());
        client.send(bytes);
        HttpAnswer answer = client.read_answer();
        EXPECT_EQ(answer.header("connection") == "close", answer.status != 200);
        return answer.status;
    };
    EXPECT_EQ(status(health + "X: " + std::string(7000, 'x') + "\r\n\r\n"), 200);
    EXPECT_EQ(status(health + "X: " + std::string(9000, 'x') + "\r\n\r\n"), 431);
    EXPECT_EQ(status(std::string(9000, 'x')), 431) << "without any line end";
    std::string many = health;
    for (int i = 0; i < 70; ++i)
        many += "X" + std::to_string(i) + ": y\r\n";
    EXPECT_EQ(status(many + "\r\n"), 431);
    EXPECT_EQ(status("GET /api/health?q=" + std::string(3000, 'x') + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414);
}

TEST(Transport, a_body_is_bounded_by_its_route) {
    RunningServer running;
    auto answer_to = [&](const std::string& head, const std::string& body) {
        HttpClient client(running.port());
        client.send("POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + head +
                    "\r\n\r\n");
        client.send(body);
        return client.read_answer();
    };
    const std::string log_in = R"({"login":"nobody","password":"x"})";
    EXPECT_EQ(answer_to("Content-Length: " + std::to_string(log_in.size()), log_in).status, 401);
    EXPECT_EQ(answer_to("Transfer-Encoding: chunked",
                        "5\r\n" + log_in.substr(0, 5) + "\r\n1c\r\n" + log_in.substr(5) + "\r\n0\r\n\r\n")
                  .status,
              401);
    HttpAnswer large = answer_to("Content-Length: 5000", std::string(5000, ' '));
    EXPECT_EQ(large.status, 413);
    EXPECT_EQ(large.header("connection"), "close");
    std::string chunks;
    for (int i = 0; i < 6; ++i)
        chunks += "3e8\r\n" + std::string(1000, ' ') + "\r\n";
    EXPECT_EQ(answer_to("Transfer-Encoding: chunked", chunks + "0\r\n\r\n").status, 413);
    std::string crumbs;
    for (int i = 0; i < 5000; ++i)
        crumbs += "1;ext=" + std::string(10, 'x') + "\r\n \r\n";
    EXPECT_EQ(answer_to("Transfer-Encoding: chunked", crumbs + "0\r\n\r\n").status, 413)
        << "many small chunks";
    HttpClient with_body(running.port());
    EXPECT_EQ(with_body.request("GET", "/api/health", {}, "{}").status, 400);
    HttpClient expecting(running.port());
    expecting.send(
        "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
        "Content-Length: " +
        std::to_string(log_in.size()) + "\r\n\r\n");
    std::this_thread::sleep_for(20ms);
    expecting.send(log_in);
    EXPECT_EQ(expecting.read_answer().status, 401);
}

TEST(Transport, slow_senders_are_cut_off) {
    RunningServerOptions options;
    options.server.deadlines.header = 300ms;
    options.server.deadlines.body_base = 300ms;
    options.server.deadlines.body_rate_min = 1'000'000;
    options.server.deadlines.idle = 600ms;
    options.server.deadlines.close = 200ms;
    RunningServer running(std::move(options));
    HttpClient silent(running.port()), half(running.port()), body(running.port()), idle(running.port());
    half.send("GET /api/health HTTP/1.1\r\nHost:");
    body.send("POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
    EXPECT_EQ(idle.request("GET", "/api/health").status, 200);
    // A byte now and then does not prolong the header's time.
    for (int i = 0; i < 4; ++i) {
        std::this_thread::sleep_for(50ms);
        half.send("x");
    }
    EXPECT_EQ(half.read_answer().status, 408);
    EXPECT_EQ(body.read_answer().status, 408);
    EXPECT_TRUE(silent.is_closed_within(5s));
    EXPECT_TRUE(half.is_closed_within(5s));
    EXPECT_TRUE(body.is_closed_within(5s));
    EXPECT_TRUE(idle.is_closed_within(5s));
    EXPECT_TRUE(is_alive(running));
}

TEST(Transport, a_client_that_does_not_read_is_cut_off) {
    RunningServerOptions options;
    options.server.deadlines.write = 300ms;
    RunningServer running(std::move(options));
    HttpClient client(running.port());
    std::string many;
    for (int i = 0; i < 2000; ++i)
        many += "GET /api/openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n";
    // The server stops reading while it cannot write, so this send blocks until it gives up.
    auto sender = std::async(std::launch::async, [&] {
        for (int i = 0; i < 100; ++i)
            if (!client.send(many)) return true;
        return false;
    });
    EXPECT_TRUE(sender.get());
    EXPECT_TRUE(is_alive(running));
}

TEST(Transport, connections_from_one_address_are_bounded) {
    RunningServerOptions options;
    options.server.connections_per_address = 3;
    RunningServer running(std::move(options));
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<HttpClient>(running.port()));
        EXPECT_EQ(clients.back()->request("GET", "/api/health").status, 200);
    }
    HttpClient one_more(running.port());
    EXPECT_TRUE(one_more.is_closed_within(5s));
    clients.pop_back();
    bool is_let_in = false;
    for (int i = 0; i < 100 && !is_let_in; ++i) {
        std::this_thread::sleep_for(20ms);
        is_let_in = is_alive(running);
    }
    EXPECT_TRUE(is_let_in) << "a place that was given back";
}

TEST(Transport, stopping_lets_a_request_end) {
    Gate gate;
    RunningServerOptions options;
    options.more_routes.push_back(gate.route());
    RunningServer running(std::move(options));
    unsigned short port = running.port();
    HttpClient busy(port), idle(port);
    EXPECT_EQ(idle.request("GET", "/api/health").status, 200);
    busy.send("GET /api/gate HTTP/1.1\r\nHost: x\r\n\r\n");
    gate.entered.get_future().wait();
    auto stopped = std::async(std::launch::async, [&] { running.server().stop(); });
    EXPECT_TRUE(idle.is_closed_within(5s));
    EXPECT_FALSE(HttpClient(port).is_connected());
    EXPECT_EQ(stopped.wait_for(50ms), std::future_status::timeout) << "the request is still under way";
    gate.leave.set_value();
    HttpAnswer answer = busy.read_answer();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_TRUE(busy.is_closed_within(5s));
    EXPECT_EQ(stopped.wait_for(10s), std::future_status::ready);
}

TEST(Transport, stopping_waits_no_longer_than_its_deadline) {
    RunningServerOptions options;
    options.server.deadlines.drain = 200ms;
    RunningServer running(std::move(options));
    HttpClient half(running.port());
    half.send("GET /api/health HTTP/1.1\r\nHo");
    EXPECT_TRUE(is_alive(running));
    auto stopped = std::async(std::launch::async, [&] { running.server().stop(); });
    EXPECT_EQ(stopped.wait_for(8s), std::future_status::ready);
    EXPECT_TRUE(half.is_closed_within(1s));
}

TEST(Transport, random_bytes_do_no_harm) {
    RunningServer running;
    std::mt19937 chance(20261116);
    const std::string sample =
        "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        "Cookie: zhishi=abc\r\nContent-Length: 33\r\n\r\n{\"login\":\"nobody\",\"password\":\"x\"}";
    for (int round = 0; round < 300; ++round) {
        std::string bytes = sample;
        for (unsigned i = 0; i < 1 + chance() % 4; ++i) {
            size_t at = chance() % bytes.size();
            switch (chance() % 3) {
            case 0: bytes[at] = static_cast<char>(chance()); break;
            case 1: bytes.erase(at, 1 + chance() % 8); break;
            default: bytes.insert(at, 1, static_cast<char>(chance()));
            }
            if (bytes.empty()) bytes = "x";
        }
        HttpClient client(running.port());
        client.send(bytes); // what the server makes of it is its own affair, as long as it lives
    }
    EXPECT_TRUE(is_alive(running));
}

TEST(Tls, speaks_1_3_with_its_own_certificate) {
    RunningServerOptions options;
    options.is_tls = true;
    options.server.deadlines.handshake = 300ms;
    RunningServer running(std::move(options));
    HttpClient client(running.port(), HttpClient::Over::tls);
    ASSERT_TRUE(client.is_connected());
    EXPECT_EQ(client.tls_version(), "TLSv1.3");
    EXPECT_EQ(client.certificate_fingerprint(), running.server().fingerprint());
    HttpAnswer answer = client.request("GET", "/api/health");
    EXPECT_EQ(answer.status, 200);
    EXPECT_FALSE(answer.header("strict-transport-security").empty());
    EXPECT_EQ(client.request("GET", "/api/openapi.yaml").body.substr(0, 8), "openapi:");
    ApiClient admin = running.client("admin");
    EXPECT_TRUE(admin.cookie.starts_with("__Host-zhishi="));
    EXPECT_EQ(admin.get("/api/session").status, 200);

    HttpClient plain(running.port()), silent(running.port());
    plain.send(health + "\r\n");
    EXPECT_EQ(plain.read_answer().status, 0);
    EXPECT_TRUE(silent.is_closed_within(5s)) << "a handshake that never begins";
}

TEST(Tls, keeps_its_certificate_and_guards_its_key) {
    RunningServerOptions options;
    options.is_tls = true;
    RunningServer running(std::move(options));
    std::string before = running.server().fingerprint();
    running.restart();
    EXPECT_EQ(running.server().fingerprint(), before);
    std::string key = running.folder() + "/tls/key.pem";
    EXPECT_EQ(std::filesystem::status(key).permissions() & std::filesystem::perms::mask,
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    auto wrong = api::load_tls({running.folder() + "/tls/certificate.pem", running.folder() + "/none.pem"});
    ASSERT_FALSE(wrong.ok());
    EXPECT_EQ(wrong.error().code, "tls_key_unreadable");
}

TEST(Tls, plain_http_is_refused_off_loopback) {
    RunningServer running;
    workflow::Office office(running.store(), {});
    auto random = crypto::system_random();
    api::Services services{running.store(), office, running.clock(), *random};
    api::ServerOptions options;
    options.address = "0.0.0.0";
    options.port = 0;
    auto started = api::Server::start(options, services, api::all_routes());
    ASSERT_FALSE(started.ok());
    EXPECT_EQ(started.error().code, "plain_http_off_loopback");
    options.address = "127.0.0.1";
    options.port = running.port();
    auto taken = api::Server::start(options, services, api::all_routes());
    ASSERT_FALSE(taken.ok());
    EXPECT_EQ(taken.error().code, "address_unusable");
}

} // namespace zhishi::test
