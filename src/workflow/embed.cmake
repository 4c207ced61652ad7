# Writes every calendar of data/calendars into OUT as C++ text: name and content.
file(GLOB names RELATIVE ${ROOT} ${ROOT}/*.yaml)
list(SORT names)
set(entries "")
foreach(name ${names})
  file(READ ${ROOT}/${name} text)
  string(APPEND entries "        {\"${name}\", R\"calendar~text(${text})calendar~text\"},\n")
endforeach()
file(WRITE ${OUT} "// Made by src/workflow/embed.cmake from data/calendars.\n#include \"workflow/calendars.h\"\n\nnamespace zhishi::workflow {\n\nstd::span<const CalendarText> calendar_texts() {\n    static const CalendarText texts[] = {\n${entries}    };\n    return texts;\n}\n\n} // namespace zhishi::workflow\n")
