package com.cloudbees.hudson.plugins.folder;

import hudson.model.AbstractDescribableImpl;

/** Something that is configured for a folder. Declared as a type. */
public abstract class AbstractFolderProperty<C extends AbstractFolder<?>> extends AbstractDescribableImpl<AbstractFolderProperty<?>> {
}
