/**
 * What features.yaml says: its parser, its checks, and the definitions as immutable records.
 *
 * <p>A file is read as a tree of YAML nodes, so that every problem is reported with its line and
 * column, all problems at once. Computing values belongs to {@code series}; laying out columns
 * belongs to {@code plan}.
 */
@NullMarked
package com.ytempire.ml.features.definition;

import org.jspecify.annotations.NullMarked;
