# Writes every YAML file of ROOT into OUT as C++ text, name and content: what HEADER declares as
# std::span<const TYPE> FUNCTION() in NAMESPACE.
file(GLOB names RELATIVE ${ROOT} ${ROOT}/*.yaml)
list(SORT names)
set(entries "")
foreach(name ${names})
  file(READ ${ROOT}/${name} text)
  string(APPEND entries "        {\"${name}\", R\"embedded~text(${text})embedded~text\"},\n")
endforeach()
file(WRITE ${OUT} "// Made by cmake/embed_texts.cmake.\n#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n\nstd::span<const ${TYPE}> ${FUNCTION}() {\n    static const ${TYPE} texts[] = {\n${entries}    };\n    return texts;\n}\n\n} // namespace ${NAMESPACE}\n")
