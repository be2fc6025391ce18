/** The ledgers in Postgres: what was made and what was charged, for all processes. */
@NullMarked
package com.ytempire.ml.generation.store;

import org.jspecify.annotations.NullMarked;
