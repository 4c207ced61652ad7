// What every resource begins with: a reader, the organ's directory, the scheme; and how a change becomes a
// reply.
#pragma once

#include "api/http.h"
#include "workflow/office.h"

#include <memory>
#include <string>

namespace zhishi::api {

class Surroundings {
  public:
    static base::Result<Surroundings> open(Services& services, const Request& request);
    workflow::Context context() const {
        return {*actor_, now_, *reader_, *directory_, *scheme_, *random_, boards_};
    }
    // Reads as if the change, which must outlive the context, were written: for the answer to the request.
    workflow::Context context_after(const store::Change& change);
    const record::Directory& directory() const { return *directory_; }
    const workflow::SchemeInUse& scheme() const { return *scheme_; }
    base::Date today() const { return directory_->today(now_); }

  private:
    std::unique_ptr<store::Reader> reader_;
    std::unique_ptr<store::Reader> ahead_;
    std::shared_ptr<const record::Directory> directory_;
    const workflow::SchemeInUse* scheme_ = nullptr;
    const policy::Actor* actor_ = nullptr;
    base::Random* random_ = nullptr;
    workflow::BoardCache* boards_ = nullptr;
    base::Instant now_;
};

std::string etag_of(long version);
Response answer(std::string body, int status = 200);
Response answer(std::string body, long version, int status = 200);
Reply pending(store::Change change, std::string body, long version, int status = 200);

// Parts of the path. Errors: period_unreadable, year_unreadable.
base::Result<base::Period> period_of(const Request& request);
base::Result<int> year_of(const Request& request);
base::Result<base::Period> year_period_of(const Request& request);
template <class Id>
Id id_of(const Request& request, std::string_view name) {
    auto place = request.path_values.find(name);
    return Id{place == request.path_values.end() ? std::string() : place->second};
}

// The word of the language that the request asks for.
inline const std::string& word_for(const Request& request, const base::Text& text) {
    return request.language == Language::en ? text.en : text.zh;
}

} // namespace zhishi::api
