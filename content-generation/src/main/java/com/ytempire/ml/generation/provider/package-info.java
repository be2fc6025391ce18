/**
 * Who makes scripts, speech and pictures, and how they are asked: in order, within limits, budgets
 * and time, and paid once. The last in each order is this process itself, which needs no key and no
 * network.
 */
@NullMarked
package com.ytempire.ml.generation.provider;

import org.jspecify.annotations.NullMarked;
