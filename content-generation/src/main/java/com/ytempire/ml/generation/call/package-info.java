/**
 * How providers are asked: in order, each within its limits and behind its breaker, until one
 * answers in time; and each call paid at most once, also when it is repeated or the process dies.
 */
@NullMarked
package com.ytempire.ml.generation.call;

import org.jspecify.annotations.NullMarked;
