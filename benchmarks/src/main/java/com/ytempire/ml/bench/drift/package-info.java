/** What it costs to keep drift statistics up to date, beside computing them anew each time. */
@NullMarked
package com.ytempire.ml.bench.drift;

import org.jspecify.annotations.NullMarked;
