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

def withCredentials(List bindings, Closure body) {
    return block('withCredentials', bindings, body)
}

def file(Map binding) {
    return binding
}

def timeout(argument, Closure body) {
    return block('timeout', argument, body)
}

def script(Closure body) {
    return block('script', '', body)
}

def properties(List all) {
}

def disableConcurrentBuilds() {
}

def string(Map parameter) {
    return parameter
}

def parameters(List all) {
    giveDefaults(all.collectEntries { [(it.name): it.defaultValue] })
}

def giveDefaults(Map defaults) {
    for (given in defaults) {
        if (!params.containsKey(given.key)) {
            params[given.key] = given.value
        }
    }
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
    giveDefaults(declared.defaults)
    def stages = {
        for (int i = 0; i < declared.all.size(); i++) {
            declaredStage(declared.all[i])
        }
    }
    def withVariables = declared.variables ? { withEnv(declared.variables, stages) } : stages
    if (declared.where == 'none') {
        withVariables()
    } else {
        checkedOut(withVariables)
    }
}

/** As Declarative does it: a condition is looked at before an agent is taken. */
def declaredStage(Declared one) {
    stage(one.name) {
        if (one.condition != null && !one.condition()) {
            echo "Stage \"${one.name}\" skipped due to when conditional"
        } else if (one.where == null || one.where == 'none') {
            finishing(one)
        } else {
            checkedOut { finishing(one) }
        }
    }
}

def finishing(Declared one) {
    try {
        one.work()
    } finally {
        if (one.last != null) {
            one.last()
        }
    }
}

def checkedOut(Closure body) {
    node {
        if (binding.hasVariable('scm')) {
            checkout scm
        }
        body()
    }
}

/** Collects what a Declarative pipeline or a stage of it says. */
class Declared implements Serializable {

    def any = 'any'
    def none = 'none'
    String name
    String where
    Map defaults = [:]
    List variables = []
    List all = []
    Closure condition
    Closure work
    Closure last

    def agent(String where) {
        this.where = where
    }

    def options(Closure body) {
    }

    def parameters(Closure body) {
        tell(body)
    }

    def string(Map parameter) {
        defaults[parameter.name] = parameter.defaultValue
    }

    def choice(Map parameter) {
        defaults[parameter.name] = parameter.choices[0]
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
        tell(body)
    }

    def stage(String name, Closure body) {
        def one = new Declared()
        one.name = name
        one.tell(body)
        all << one
    }

    def when(Closure body) {
        tell(body)
    }

    def beforeAgent(boolean yes) {
    }

    def expression(Closure body) {
        condition = body
    }

    def steps(Closure body) {
        work = body
    }

    def post(Closure body) {
        tell(body)
    }

    def always(Closure body) {
        last = body
    }

    def tell(Closure body) {
        body.delegate = this
        body.resolveStrategy = Closure.DELEGATE_FIRST
        body()
    }
}
