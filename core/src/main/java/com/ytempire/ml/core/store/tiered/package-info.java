/**
 * Redis in front of Postgres. This package decides when the cache may be believed; how either
 * server is spoken to is known by their own packages.
 */
@NullMarked
package com.ytempire.ml.core.store.tiered;

import org.jspecify.annotations.NullMarked;
