//! A choice among a few values.

use yew::prelude::*;

use crate::browser::dom::HtmlSelectElement;

/// Properties of [`Select`].
#[derive(Properties, PartialEq)]
pub struct SelectProps<T: PartialEq> {
    /// The element's id.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// What can be chosen, with what it is called.
    pub options: Vec<(T, AttrValue)>,
    /// What is chosen.
    pub chosen: T,
    /// Called with the choice.
    pub onchoose: Callback<T>,
}

/// A drop-down list.
#[component]
pub fn Select<T>(props: &SelectProps<T>) -> Html
where
    T: Copy + PartialEq + 'static,
{
    let element = use_node_ref();
    {
        let element = element.clone();
        let place = props
            .options
            .iter()
            .position(|(value, _)| *value == props.chosen);
        // After each rendering, and as a property: once a person has chosen, a browser shows that, whatever the
        // attribute `selected` says, and Firefox minds the order in which the attributes change.
        use_effect(move || {
            let place = place.and_then(|place| i32::try_from(place).ok());
            if let Some(select) = element.cast::<HtmlSelectElement>() {
                let place = place.unwrap_or(-1);
                // Only where it differs: an open list would be disturbed.
                if select.selected_index() != place {
                    select.set_selected_index(place);
                }
            }
        });
    }
    let onchange = {
        let values: Vec<T> = props.options.iter().map(|(value, _)| *value).collect();
        let onchoose = props.onchoose.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let index = usize::try_from(select.selected_index()).ok();
            if let Some(value) = index.and_then(|index| values.get(index)) {
                onchoose.emit(*value);
            }
        })
    };
    html! {
        <div class="field">
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <select ref={element} id={props.id.clone()} autocomplete="off" {onchange}>
                { for props.options.iter().map(|(_, name)| html! { <option>{ name.clone() }</option> }) }
            </select>
        </div>
    }
}
