// XML as a stream of elements: what starts, what stands in it, what ends. Names without their prefix. No
// document type is read, so there are no entities but the five of XML.
#pragma once

#include "base/result.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhishi::exchange {

using XmlAttributes = std::vector<std::pair<std::string_view, std::string_view>>;
// The value of the attribute; empty where there is none.
std::string_view attribute(const XmlAttributes& attributes, std::string_view name);

struct XmlHandlers {
    std::function<void(std::string_view name, const XmlAttributes& attributes)> start;
    std::function<void(std::string_view name)> end;
    std::function<void(std::string_view text)> text; // an element's text may come in several pieces
};

class XmlStream {
  public:
    explicit XmlStream(XmlHandlers handlers);
    ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;

    // False once it is at fault.
    bool feed(std::string_view bytes);
    // After the last piece. errors  workbook_unreadable, workbook_forbidden
    base::Result<void> finish();

    struct State; // known to the implementation alone

  private:
    std::unique_ptr<State> state_;
};

} // namespace zhishi::exchange
