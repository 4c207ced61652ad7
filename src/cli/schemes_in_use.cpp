#include "cli/schemes_in_use.h"

#include "scheme/library.h"
#include "scheme/load.h"

namespace zhishi::cli {

base::Result<std::map<std::string, workflow::SchemeInUse>> schemes_in_use() {
    std::map<std::string, workflow::SchemeInUse> schemes;
    for (const std::string& id : scheme::library_schemes()) {
        scheme::Loaded loaded = scheme::load_library_scheme(id);
        if (!loaded.scheme) {
            std::string first = loaded.faults.empty() ? id : scheme::line_of(loaded.faults.front(), false);
            return base::refused(base::ErrorKind::internal, "scheme_is_faulty",
                                 {"程序内置的方案有误，请向开发方反映：" + first,
                                  "A scheme inside the program is faulty; report this: " + first});
        }
        schemes.emplace(id, workflow::SchemeInUse{id, loaded.scheme->title, loaded.scheme->process,
                                                  loaded.scheme, scheme::kept_text(id)});
    }
    return schemes;
}

} // namespace zhishi::cli
