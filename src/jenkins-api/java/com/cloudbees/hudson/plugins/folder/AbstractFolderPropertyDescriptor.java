package com.cloudbees.hudson.plugins.folder;

import hudson.model.Descriptor;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** Describes an {@link AbstractFolderProperty}. Declared: making one of a form. */
public abstract class AbstractFolderPropertyDescriptor extends Descriptor<AbstractFolderProperty<?>> {

    @Override
    public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        return super.newInstance(request, form);
    }
}
