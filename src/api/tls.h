// TLS 1.3 by the program itself: a certificate from files, or one of its own making. Wraps OpenSSL.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <memory>
#include <string>
#include <vector>

struct ssl_ctx_st;

namespace zhishi::api {

struct TlsFiles {
    std::string certificate; // PEM; the chain after it
    std::string key;         // PEM, without a password
};

struct TlsContextFree {
    void operator()(ssl_ctx_st* context) const;
};

struct Tls {
    std::unique_ptr<ssl_ctx_st, TlsContextFree> context;
    std::string fingerprint; // SHA-256 of the certificate, 32 pairs of hex digits with colons between
};

// errors  tls_certificate_unreadable, tls_key_unreadable, tls_key_does_not_fit
base::Result<Tls> load_tls(const TlsFiles& files);

// Makes a certificate (EC P-256, for the names and for this machine's loopback addresses) in `directory`, or
// keeps the one that is there for as long as it is valid. The key's file is readable by its owner alone.
// errors  tls_directory_unusable
base::Result<TlsFiles> self_signed(const std::string& directory, const std::vector<std::string>& names,
                                   base::Instant now);

} // namespace zhishi::api
