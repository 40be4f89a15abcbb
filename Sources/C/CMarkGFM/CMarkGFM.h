#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>
#include <stdbool.h>

// The node types of the extensions are exported variables, which Swift 6 rejects as shared mutable state.
// They are set once, when the core extensions are registered.
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL, CMARK_NODE_STRIKETHROUGH;

static inline bool cmark_type_is_table(cmark_node_type type) { return type == CMARK_NODE_TABLE; }
static inline bool cmark_type_is_table_row(cmark_node_type type) { return type == CMARK_NODE_TABLE_ROW; }
static inline bool cmark_type_is_table_cell(cmark_node_type type) { return type == CMARK_NODE_TABLE_CELL; }
static inline bool cmark_type_is_strikethrough(cmark_node_type type) { return type == CMARK_NODE_STRIKETHROUGH; }
