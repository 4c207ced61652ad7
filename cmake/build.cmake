# How everything is compiled: warnings, sanitizers, a cache and a quick linker where the machine has them.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # Paths are taken relative to the source tree, so that a second clone finds what the first one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=true ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # libstdc++ 12 uses its own deprecated std::get_temporary_buffer within std::stable_sort.
  add_compile_options(-Wno-deprecated-declarations)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  # Building is what tests cost. -O0: half the compile time of -O1 under sanitizers, and the tests mostly wait for
  # disks and servers; -g1: line numbers in a stack trace at a third of what -g takes.
  set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
if(ZHISHI_SANITIZE)
  add_compile_options(-fsanitize=${ZHISHI_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${ZHISHI_SANITIZE})
endif()

# zhishi_module(NAME LINK target...): the static library of one folder of src/, with every .cpp in it.
function(zhishi_module name)
  cmake_parse_arguments(PARSE_ARGV 1 MODULE "" "" "LINK")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${name} PUBLIC ${MODULE_LINK})
endfunction()

# zhishi_embed(MODULE FOLDER HEADER NAMESPACE TYPE FUNCTION): the YAML files of a folder of data travel inside the
# program, so that it needs no files beside itself.
function(zhishi_embed module folder header namespace type function)
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.yaml)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp)
  set(script ${PROJECT_SOURCE_DIR}/cmake/embed_texts.cmake)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR}/${folder} -DOUT=${out} -DHEADER=${header}
            -DNAMESPACE=${namespace} -DTYPE=${type} -DFUNCTION=${function} -P ${script}
    DEPENDS ${files} ${script}
    VERBATIM)
  target_sources(${module} PRIVATE ${out})
endfunction()
