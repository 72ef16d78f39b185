// The steps with a block, which have to be in continuation-passing style themselves, and Declarative.

def node(Closure body) {
    return block('node', '', body)
}

def node(String label, Closure body) {
    return block('node', label, body)
}

def stage(String name, Closure body) {
    return block('stage', name, body)
}

def dir(String path, Closure body) {
    return block('dir', path, body)
}

def withEnv(List variables, Closure body) {
    return block('withEnv', variables, body)
}

def timeout(argument, Closure body) {
    return block('timeout', argument, body)
}

def script(Closure body) {
    return block('script', '', body)
}

def block(String step, argument, Closure body) {
    enter(step, argument)
    try {
        return body()
    } finally {
        leave(step)
    }
}

def pipeline(Closure body) {
    def declared = new Declared()
    body.delegate = declared
    body.resolveStrategy = Closure.DELEGATE_FIRST
    body()
    for (given in declared.defaults) {
        if (!params.containsKey(given.key)) {
            params[given.key] = given.value
        }
    }
    def stages = {
        for (int i = 0; i < declared.names.size(); i++) {
            stage(declared.names[i], declared.bodies[i])
        }
    }
    node {
        if (declared.variables) {
            withEnv(declared.variables, stages)
        } else {
            stages()
        }
    }
}

/** Collects what a Declarative pipeline says. */
class Declared implements Serializable {

    def any = 'any'
    Map defaults = [:]
    List variables = []
    List names = []
    List bodies = []

    def agent(where) {
    }

    def options(Closure body) {
    }

    def parameters(Closure body) {
        body.delegate = this
        body.resolveStrategy = Closure.DELEGATE_FIRST
        body()
    }

    def string(Map parameter) {
        defaults[parameter.name] = parameter.defaultValue
    }

    def environment(Closure body) {
        def values = [:]
        body.delegate = values
        body.resolveStrategy = Closure.DELEGATE_FIRST
        body()
        for (value in values) {
            variables << "${value.key}=${value.value}".toString()
        }
    }

    def stages(Closure body) {
        body.delegate = this
        body.resolveStrategy = Closure.DELEGATE_FIRST
        body()
    }

    def stage(String name, Closure body) {
        names << name
        body.delegate = this
        body.resolveStrategy = Closure.DELEGATE_FIRST
        body()
    }

    def steps(Closure body) {
        bodies << body
    }
}
