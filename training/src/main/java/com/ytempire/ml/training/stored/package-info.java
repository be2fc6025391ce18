/**
 * Training sets as folders of files: how they are written, and how they are read and looked through
 * for leaks. The names of files and columns are a storage format.
 */
@NullMarked
package com.ytempire.ml.training.stored;

import org.jspecify.annotations.NullMarked;
