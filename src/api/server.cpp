// The one file that sees Boost.Asio and Beast. Callbacks only: coroutines are not to be trusted under g++ 12
// (docs/decisions/0005-http.md).
#include "api/server.h"

#include "api/listen_address.h"
#include "api/message.h"

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/http.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace zhishi::api {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;
using PlainStream = tcp::socket;
using TlsStream = asio::ssl::stream<tcp::socket>;

constexpr size_t read_step = 16 * 1024;

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

bool is_v4_inside(const asio::ip::address& address) {
    return address.is_v6() && address.to_v6().is_v4_mapped();
}

asio::ip::address unwrapped(const asio::ip::address& address) {
    return is_v4_inside(address) ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()) : address;
}

// What limits are counted by: the address, of IPv6 its first 64 bits, which one subscriber has whole.
std::string source_of(const asio::ip::address& address) {
    if (!address.is_v6() || address.is_loopback()) return address.to_string();
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    return asio::ip::address_v6(bytes).to_string() + "/64";
}

class Connection {
  public:
    virtual ~Connection() = default;
    virtual void drain() = 0; // close when idle, else after the answer
    virtual void cut() = 0;   // close now
};

struct Source {
    std::string name;
    bool is_loopback = false;
};

// Owns the connections' table. All on the thread of io.
class Door {
  public:
    Door(asio::io_context& io, const ServerOptions& options, Dispatcher& dispatcher)
        : io_(io), options_(options), dispatcher_(dispatcher) {}

    bool may_open(const std::string& source) const {
        auto found = by_source_.find(source);
        return open_.size() < options_.connections_max &&
               (found == by_source_.end() || found->second < options_.connections_per_address);
    }
    void opened(Connection* connection, const std::string& source) {
        open_.insert(connection);
        ++by_source_[source];
        dispatcher_.metrics().connection_opened();
    }
    void closed(Connection* connection, const std::string& source) {
        if (open_.erase(connection) == 0) return;
        if (--by_source_[source] == 0) by_source_.erase(source);
        dispatcher_.metrics().connection_closed();
        if (open_.empty() && when_empty) when_empty();
    }
    void drain_all() {
        is_draining = true;
        for (Connection* connection : std::vector<Connection*>(open_.begin(), open_.end()))
            connection->drain();
    }
    void cut_all() {
        for (Connection* connection : std::vector<Connection*>(open_.begin(), open_.end()))
            connection->cut();
    }
    bool is_empty() const { return open_.empty(); }

    asio::io_context& io_;
    const ServerOptions& options_;
    Dispatcher& dispatcher_;
    bool is_draining = false;
    std::function<void()> when_empty;

  private:
    std::unordered_set<Connection*> open_;
    std::unordered_map<std::string, size_t> by_source_;
};

// One connection: read a header, read the body, have it handled, write the answer, again.
template <class Stream>
class StreamConnection : public Connection, public std::enable_shared_from_this<StreamConnection<Stream>> {
  public:
    StreamConnection(Door& door, Stream stream, Source source)
        : door_(door), stream_(std::move(stream)), source_(std::move(source)), timer_(door.io_) {
        door_.opened(this, source_.name);
    }
    ~StreamConnection() override { door_.closed(this, source_.name); }

    void begin() {
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            expire_after(door_.options_.deadlines.handshake);
            stream_.async_handshake(asio::ssl::stream_base::server,
                                    [self = this->shared_from_this()](error_code error) {
                                        if (error) return self->cut();
                                        self->await_request(self->door_.options_.deadlines.header);
                                    });
        } else {
            await_request(door_.options_.deadlines.header);
        }
    }

    void drain() override {
        if (state_ == State::idle) return cut();
        keeps_alive_ = false;
    }

    void cut() override {
        timer_.cancel();
        error_code ignored;
        stream_.lowest_layer().close(ignored);
        state_ = State::closed;
        door_.closed(this, source_.name);
    }

  private:
    enum class State { idle, header, body, handling, writing, ending, closed };
    using Parser = http::request_parser<http::string_body>;
    using Time = std::chrono::milliseconds;

    void expire_after(Time time) {
        timer_.expires_after(time);
        timer_.async_wait([weak = this->weak_from_this()](error_code error) {
            auto self = weak.lock();
            if (error || !self || self->timer_.expiry() > std::chrono::steady_clock::now()) return;
            self->expired();
        });
    }

    void expired() {
        // A sender who was slow is told; one who never began, or does not read, is cut off.
        if (state_ != State::header && state_ != State::body) return cut();
        is_late_ = true;
        error_code ignored;
        stream_.lowest_layer().cancel(ignored); // the read under way ends, and says so
    }

    void refuse_late() {
        refuse(message_fault(
            408, "request_too_slow",
            {"请求发送过慢，已停止等待。请检查网络后重试。",
             "The request came too slowly and was given up. Check the network and try again."}));
    }

    // `first_byte`: how long it may take until something comes.
    void await_request(Time first_byte) {
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(limits::header_max));
        parser_->eager(false);
        parser_->body_limit(boost::none); // until the route is known
        searched_ = 0;
        raw_ = {};
        if (door_.is_draining && buffer_.empty()) return end();
        state_ = buffer_.empty() ? State::idle : State::header;
        expire_after(buffer_.empty() ? first_byte : door_.options_.deadlines.header);
        take_header();
    }

    void read_more(void (StreamConnection::*next)()) {
        size_t size = buffer_.size();
        buffer_.resize(size + read_step);
        stream_.async_read_some(
            asio::buffer(buffer_.data() + size, read_step),
            [self = this->shared_from_this(), size, next](error_code error, size_t count) {
                if (self->state_ == State::closed) return;
                self->buffer_.resize(size + count);
                if (self->is_late_) return self->refuse_late();
                if (error) return self->cut();
                ((*self).*next)();
            });
    }

    void take_header() {
        if (state_ == State::idle && !buffer_.empty()) {
            state_ = State::header;
            expire_after(door_.options_.deadlines.header);
        }
        size_t end = buffer_.find("\r\n\r\n", searched_ < 3 ? 0 : searched_ - 3);
        if (end == std::string::npos ? buffer_.size() > limits::header_max : end + 4 > limits::header_max)
            return refuse(
                message_fault(431, "header_too_large",
                              {"请求头过大。请清除浏览器 Cookie 后重试。",
                               "The header is too large. Clear the browser's cookies and try again."}));
        if (end == std::string::npos) {
            searched_ = buffer_.size();
            return read_more(&StreamConnection::take_header);
        }
        begin_request(end + 4);
    }

    void begin_request(size_t header_size) {
        std::string_view head(buffer_.data(), header_size);
        if (auto fault = fault_in_bytes(head)) return refuse(std::move(*fault));
        error_code error;
        size_t taken = parser_->put(asio::buffer(head.data(), head.size()), error);
        if (error || !parser_->is_header_done() || taken != header_size)
            return refuse(
                message_fault(400, "bad_request",
                              {"请求的格式不符合 HTTP 规定，未予处理。请用浏览器访问，或检查所用的程序。",
                               "The request is not well-formed HTTP and was not looked at. Use a browser, or "
                               "correct the program that sent it."}));
        buffer_.erase(0, header_size);
        const auto& request = parser_->get();
        raw_.method = request.method_string();
        raw_.target = request.target();
        for (const auto& field : request)
            raw_.headers.emplace_back(lower_case(field.name_string()), field.value());
        if (auto fault = fault_in_headers(raw_.target, request.version() == 11, raw_.headers))
            return refuse(std::move(*fault));
        raw_.peer = source_.name;
        raw_.is_loopback = source_.is_loopback;
        keeps_alive_ = parser_->keep_alive() && request.version() == 11 && !door_.is_draining &&
                       ++requests_ < limits::requests_per_connection;
        begin_body();
    }

    void begin_body() {
        body_max_ = door_.dispatcher_.body_max(raw_.method, raw_.target);
        parser_->body_limit(body_max_);
        parser_->eager(true);
        body_bytes_ = 0;
        auto length = parser_->content_length();
        if (length && *length > body_max_) return leave_body();
        if (parser_->is_done() || (length && *length == 0)) return handle();
        if (!length && !parser_->chunked()) return handle();
        state_ = State::body;
        const Deadlines& deadlines = door_.options_.deadlines;
        size_t expected = length ? static_cast<size_t>(*length) : body_max_;
        expire_after(deadlines.body_base + std::chrono::seconds(expected / deadlines.body_rate_min));
        if (raw_.header("expect").empty()) return take_body();
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(stream_, asio::buffer(go_on),
                          [self = this->shared_from_this()](error_code error, size_t) {
                              if (self->state_ == State::closed) return;
                              if (error) return self->cut();
                              self->take_body();
                          });
    }

    void take_body() {
        if (!buffer_.empty()) {
            error_code error;
            size_t taken = parser_->put(asio::buffer(buffer_.data(), buffer_.size()), error);
            buffer_.erase(0, taken);
            body_bytes_ += taken;
            if (error == http::error::body_limit || body_bytes_ > 2 * body_max_ + limits::chunk_overhead_max)
                return leave_body();
            if (error && error != http::error::need_more)
                return refuse(message_fault(
                    400, "bad_request",
                    {"请求内容的分段格式有误，未予处理。", "The body's chunks are malformed."}));
            if (parser_->is_done()) {
                raw_.body = std::move(parser_->get().body());
                return handle();
            }
            if (buffer_.size() > limits::header_max) // a chunk's head without end
                return refuse(message_fault(
                    400, "bad_request",
                    {"请求内容的分段格式有误，未予处理。", "The body's chunks are malformed."}));
        }
        read_more(&StreamConnection::take_body);
    }

    // The body is more than the route takes: it is not read, and the connection ends after the answer.
    void leave_body() {
        raw_.body_is_too_large = true;
        keeps_alive_ = false;
        handle();
    }

    void handle() {
        state_ = State::handling;
        timer_.cancel();
        is_head_ = raw_.method == "HEAD";
        // The answer comes on another thread, which must not keep the connection a moment longer: its end
        // belongs to the thread of io, and to a time when the server is still there.
        asio::io_context& io = door_.io_;
        door_.dispatcher_.handle(
            std::move(raw_), [self = this->shared_from_this(), &io](Dispatcher::Answer answer) mutable {
                asio::post(io, [self = std::move(self), answer = std::move(answer)]() mutable {
                    self->hold(std::move(answer));
                });
            });
    }

    void hold(Dispatcher::Answer answer) {
        if (state_ != State::handling) return;
        if (answer.wait.count() == 0) return write(std::move(answer.response));
        timer_.expires_after(answer.wait);
        timer_.async_wait(
            [self = this->shared_from_this(), response = std::move(answer.response)](error_code) mutable {
                if (self->state_ == State::handling) self->write(std::move(response));
            });
    }

    void refuse(MessageFault fault) {
        keeps_alive_ = false;
        is_head_ = false;
        write(door_.dispatcher_.refused_by_transport(fault.status, std::move(fault.error),
                                                     raw_.header("accept-language")));
    }

    void write(Response response) {
        state_ = State::writing;
        if (door_.is_draining) keeps_alive_ = false;
        head_ = head_of(response, response.body.size(), keeps_alive_);
        body_ = is_head_ || response.status == 204 || response.status == 304 ? std::string()
                                                                             : std::move(response.body);
        expire_after(door_.options_.deadlines.write);
        std::array<asio::const_buffer, 2> parts = {asio::buffer(head_), asio::buffer(body_)};
        asio::async_write(stream_, parts, [self = this->shared_from_this()](error_code error, size_t) {
            if (self->state_ == State::closed) return;
            if (error) return self->cut();
            if (!self->keeps_alive_) return self->end();
            self->await_request(self->door_.options_.deadlines.idle);
        });
    }

    // Says that no more will come, then reads off what is still on its way: closing at once would reset the
    // connection and take our answer from the client.
    void end() {
        state_ = State::ending;
        expire_after(door_.options_.deadlines.close);
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            stream_.async_shutdown([self = this->shared_from_this()](error_code) { self->cut(); });
        } else {
            error_code ignored;
            stream_.shutdown(tcp::socket::shutdown_send, ignored);
            read_off();
        }
    }

    void read_off() {
        buffer_.resize(read_step);
        stream_.async_read_some(asio::buffer(buffer_),
                                [self = this->shared_from_this()](error_code error, size_t) {
                                    if (self->state_ == State::closed) return;
                                    if (error) return self->cut();
                                    self->read_off();
                                });
    }

    Door& door_;
    Stream stream_;
    Source source_;
    asio::steady_timer timer_;
    State state_ = State::idle;
    std::string buffer_; // read, not yet parsed
    size_t searched_ = 0;
    std::optional<Parser> parser_;
    RawRequest raw_;
    size_t body_max_ = 0;
    size_t body_bytes_ = 0; // with the marks of chunks
    size_t requests_ = 0;
    bool keeps_alive_ = false;
    bool is_head_ = false;
    bool is_late_ = false;
    std::string head_, body_; // of the answer, while it is written
};

class AsioServer : public Server {
  public:
    AsioServer(const ServerOptions& options, std::unique_ptr<Dispatcher> dispatcher,
               std::unique_ptr<StaticFiles> files, Tls tls)
        : options_(options), files_(std::move(files)), tls_(std::move(tls)),
          dispatcher_(std::move(dispatcher)), acceptor_(io_), retry_(io_), drain_timer_(io_),
          door_(io_, options_, *dispatcher_) {
        if (tls_.context) tls_context_.emplace(tls_.context.release());
    }
    ~AsioServer() override { stop(); }

    error_code listen() {
        error_code error;
        tcp::endpoint endpoint(asio::ip::make_address(options_.address, error), options_.port);
        if (!error) acceptor_.open(endpoint.protocol(), error);
        if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor_.bind(endpoint, error);
        if (!error) acceptor_.listen(1024, error);
        if (error) return error;
        port_ = acceptor_.local_endpoint(error).port();
        accept();
        thread_ = std::thread([this] { io_.run(); });
        return error;
    }

    unsigned short port() const override { return port_; }
    const std::string& fingerprint() const override { return tls_.fingerprint; }

    void stop() override {
        if (!thread_.joinable()) return;
        dispatcher_->prepare_to_finish();
        asio::post(io_, [this] { begin_to_stop(); });
        thread_.join();
        dispatcher_->finish();
        // What was cut off is still to be told so, while the table of connections is there.
        io_.restart();
        io_.poll();
    }

  private:
    void begin_to_stop() {
        error_code ignored;
        acceptor_.close(ignored);
        retry_.cancel();
        drain_timer_.expires_after(options_.deadlines.drain);
        drain_timer_.async_wait([this](error_code error) {
            if (!error) door_.cut_all();
            io_.stop();
        });
        door_.when_empty = [this] { drain_timer_.cancel(); };
        door_.drain_all();
        if (door_.is_empty()) drain_timer_.cancel();
    }

    void accept() {
        acceptor_.async_accept([this](error_code error, tcp::socket socket) {
            if (!acceptor_.is_open()) return;
            if (error) {
                // No descriptors are left, most likely: wait for some to come back.
                spdlog::warn("a connection could not be accepted: {}", error.message());
                retry_.expires_after(std::chrono::milliseconds(100));
                retry_.async_wait([this](error_code cancelled) {
                    if (!cancelled) accept();
                });
                return;
            }
            open(std::move(socket));
            accept();
        });
    }

    void open(tcp::socket socket) {
        error_code error;
        tcp::endpoint remote = socket.remote_endpoint(error);
        if (error) return;
        asio::ip::address address = unwrapped(remote.address());
        Source source{source_of(address), address.is_loopback()};
        if (!door_.may_open(source.name)) {
            dispatcher_->metrics().connection_refused();
            return; // the socket closes
        }
        socket.set_option(tcp::no_delay(true), error);
        if (tls_context_)
            std::make_shared<StreamConnection<TlsStream>>(door_, TlsStream(std::move(socket), *tls_context_),
                                                          std::move(source))
                ->begin();
        else
            std::make_shared<StreamConnection<PlainStream>>(door_, std::move(socket), std::move(source))
                ->begin();
    }

    const ServerOptions options_;
    std::unique_ptr<StaticFiles> files_;
    Tls tls_;
    std::optional<asio::ssl::context> tls_context_;
    asio::io_context io_{1};
    std::unique_ptr<Dispatcher> dispatcher_; // after io_: its answers are posted there
    tcp::acceptor acceptor_;
    asio::steady_timer retry_;
    asio::steady_timer drain_timer_;
    Door door_;
    unsigned short port_ = 0;
    std::thread thread_;
};

base::Error cannot_listen(std::string code, base::Text text) {
    return base::refused(base::ErrorKind::bad_input, std::move(code), std::move(text));
}

} // namespace

base::Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Services services,
                                                    std::vector<Route> routes,
                                                    std::span<const EmbeddedFile> files) {
    if (!options.tls && !is_loopback_address(options.address))
        return cannot_listen(
            "plain_http_off_loopback",
            {"在 " + options.address +
                 " 上监听必须使用 TLS，否则口令和考核内容会以明文经过网络。请用 --tls-certificate 和 "
                 "--tls-key 指定证书，"
                 "或用 --tls-self-signed 目录 由程序自制证书；仅在本机使用时请监听 127.0.0.1。",
             "Listening on " + options.address +
                 " needs TLS: otherwise passwords and appraisals would cross the network in clear. Name a "
                 "certificate "
                 "with --tls-certificate and --tls-key, or have one made with --tls-self-signed DIR; for "
                 "this machine "
                 "alone listen on 127.0.0.1."});
    Tls tls;
    if (options.tls) {
        ZHISHI_TRY(tls, load_tls(*options.tls));
    }
    services.is_https = options.tls.has_value();
    auto static_files = std::make_unique<StaticFiles>(files);
    ZHISHI_TRY(std::unique_ptr<Dispatcher> dispatcher,
               Dispatcher::create(services, std::move(routes), *static_files, options.dispatch));
    auto server =
        std::make_unique<AsioServer>(options, std::move(dispatcher), std::move(static_files), std::move(tls));
    if (error_code error = server->listen())
        return cannot_listen("address_unusable",
                             {"无法在 " + options.address + " 端口 " + std::to_string(options.port) +
                                  " 上监听（" + error.message() + "）。请换一个端口，或先停止占用它的程序。",
                              "Cannot listen on " + options.address + " port " +
                                  std::to_string(options.port) + " (" + error.message() +
                                  "). Take another port, or stop the program that has it."});
    return std::unique_ptr<Server>(std::move(server));
}

} // namespace zhishi::api
