#include "api/tls.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace zhishi::api {

namespace {

constexpr long self_signed_days = 825; // the longest that browsers take

template <class T, void (*release)(T*)>
struct Release {
    void operator()(T* object) const { release(object); }
};
using Certificate = std::unique_ptr<X509, Release<X509, X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY, EVP_PKEY_free>>;
struct FileClose {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileClose>;

base::Error tls_error(std::string code, base::Text text) {
    return base::refused(base::ErrorKind::bad_input, std::move(code), std::move(text));
}

Certificate read_certificate(const std::string& path) {
    File file(std::fopen(path.c_str(), "re"));
    return Certificate(file ? PEM_read_X509(file.get(), nullptr, nullptr, nullptr) : nullptr);
}

std::string fingerprint_of(X509* certificate) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    base::check(X509_digest(certificate, EVP_sha256(), digest, &size) == 1, "a certificate has a digest");
    std::string text;
    for (unsigned int i = 0; i < size; ++i) {
        char pair[4];
        std::snprintf(pair, sizeof pair, "%s%02X", i ? ":" : "", digest[i]);
        text += pair;
    }
    return text;
}

bool is_address(const std::string& name) {
    return name.find(':') != std::string::npos || name.find_first_not_of("0123456789.") == std::string::npos;
}

bool add_extension(X509* certificate, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    if (!extension) return false;
    bool added = X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

Certificate make_certificate(EVP_PKEY* key, const std::vector<std::string>& names, base::Instant now) {
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2); // the third version
    BIGNUM* serial = BN_new();
    BN_rand(serial, 127, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY);
    BN_to_ASN1_INTEGER(serial, X509_get_serialNumber(certificate.get()));
    BN_free(serial);
    std::time_t begin = static_cast<std::time_t>(now.microseconds / 1'000'000) - 24 * 3600; // clocks differ
    X509_time_adj_ex(X509_getm_notBefore(certificate.get()), 0, 0, &begin);
    X509_time_adj_ex(X509_getm_notAfter(certificate.get()), self_signed_days, 0, &begin);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME* subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("zhishi"),
                               -1, -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    std::string alternatives;
    for (const std::string& name : names)
        alternatives +=
            (alternatives.empty() ? "" : ",") + std::string(is_address(name) ? "IP:" : "DNS:") + name;
    bool is_made = add_extension(certificate.get(), NID_subject_alt_name, alternatives) &&
                   add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE") &&
                   add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature") &&
                   add_extension(certificate.get(), NID_ext_key_usage, "serverAuth") &&
                   X509_sign(certificate.get(), key, EVP_sha256()) > 0;
    return is_made ? std::move(certificate) : nullptr;
}

bool is_valid_on(X509* certificate, base::Instant now) {
    std::time_t at = static_cast<std::time_t>(now.microseconds / 1'000'000);
    return X509_cmp_time(X509_get0_notBefore(certificate), &at) < 0 &&
           X509_cmp_time(X509_get0_notAfter(certificate), &at) > 0;
}

// Whole or not at all: written beside, then renamed.
template <class Write>
bool write_file(const std::string& path, mode_t mode, Write write) {
    std::string beside = path + ".new";
    ::unlink(beside.c_str());
    int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor < 0) return false;
    File file(::fdopen(descriptor, "w"));
    bool is_written = file && write(file.get()) && std::fflush(file.get()) == 0 && ::fsync(descriptor) == 0;
    file.reset();
    return is_written && ::rename(beside.c_str(), path.c_str()) == 0;
}

} // namespace

void TlsContextFree::operator()(ssl_ctx_st* context) const {
    SSL_CTX_free(context);
}

base::Result<Tls> load_tls(const TlsFiles& files) {
    Tls tls;
    tls.context.reset(SSL_CTX_new(TLS_server_method()));
    base::check(tls.context != nullptr, "OpenSSL makes a context");
    SSL_CTX* context = tls.context.get();
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    // No early data: it can be sent twice.
    SSL_CTX_set_max_early_data(context, 0);
    Certificate certificate = read_certificate(files.certificate);
    if (!certificate || SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1)
        return tls_error(
            "tls_certificate_unreadable",
            {"无法读取证书文件 " + files.certificate + "。请确认文件存在、为 PEM 格式且本程序有权读取。",
             "The certificate " + files.certificate +
                 " cannot be read. See that it exists, is PEM, and may be read by this program."});
    if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1)
        return tls_error(
            "tls_key_unreadable",
            {"无法读取私钥文件 " + files.key + "，或它与证书不配套。请确认文件为不带密码的 PEM 格式。",
             "The key " + files.key +
                 " cannot be read or does not fit the certificate. It must be PEM without a password."});
    if (SSL_CTX_check_private_key(context) != 1)
        return tls_error("tls_key_does_not_fit",
                         {"私钥与证书不配套。请检查两个文件是否成对。",
                          "The key does not fit the certificate. See that the two belong "
                          "together."});
    tls.fingerprint = fingerprint_of(certificate.get());
    return tls;
}

base::Result<TlsFiles> self_signed(const std::string& directory, const std::vector<std::string>& names,
                                   base::Instant now) {
    base::Error unusable = tls_error(
        "tls_directory_unusable", {"无法在目录 " + directory + " 中保存证书。请确认目录可写，或换一个目录。",
                                   "No certificate can be kept in " + directory +
                                       ". See that the directory can be written, or name another."});
    ::mkdir(directory.c_str(), 0700);
    TlsFiles files{directory + "/certificate.pem", directory + "/key.pem"};
    if (Certificate present = read_certificate(files.certificate); present && is_valid_on(present.get(), now))
        return files;
    std::vector<std::string> all = {"localhost", "127.0.0.1", "::1"};
    char host[256] = {};
    if (::gethostname(host, sizeof host - 1) == 0 && host[0]) all.emplace_back(host);
    all.insert(all.end(), names.begin(), names.end());
    Key key(EVP_EC_gen("P-256"));
    base::check(key != nullptr, "OpenSSL makes a key");
    Certificate certificate = make_certificate(key.get(), all, now);
    if (!certificate) return unusable;
    bool is_kept = write_file(files.key, 0600,
                              [&](std::FILE* file) {
                                  return PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr,
                                                              nullptr) == 1;
                              }) &&
                   write_file(files.certificate, 0644,
                              [&](std::FILE* file) { return PEM_write_X509(file, certificate.get()) == 1; });
    if (!is_kept) return unusable;
    return files;
}

} // namespace zhishi::api
