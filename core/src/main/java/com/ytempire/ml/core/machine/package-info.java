/** What the machine beneath tells of itself, beside what every Java runtime knows. */
@NullMarked
package com.ytempire.ml.core.machine;

import org.jspecify.annotations.NullMarked;
