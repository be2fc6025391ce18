/**
 * What the data of a version looked like: its columns, and the reference profile that stays with
 * it, by which drift is judged. The profile itself is of module {@code drift-monitor}.
 */
@NullMarked
package com.ytempire.ml.training.profile;

import org.jspecify.annotations.NullMarked;
