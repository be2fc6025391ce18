/**
 * The features in Redis, by the reference's keys. Redis is a cache here: everything in it is also
 * in Postgres, expires, and may be deleted at any time.
 */
@NullMarked
package com.ytempire.ml.core.store.redis;

import org.jspecify.annotations.NullMarked;
