/**
 * Which versions of models there are, what they do in traffic, and how another one comes into it:
 * reload, canary, shadow, promotion and rollback. Which version answers a request is decided by
 * {@code routing}.
 */
@NullMarked
package com.ytempire.ml.api.model;

import org.jspecify.annotations.NullMarked;
