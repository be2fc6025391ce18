/**
 * Reads configuration files so that every mistake is found in one go, with its line and column,
 * what is wrong and what is allowed. Knows no file in particular.
 */
@NullMarked
package com.ytempire.ml.core.config;

import org.jspecify.annotations.NullMarked;
